/* call_seed.c - the scripts that a new chain begins with (SVC-01, SVC-02, SVC-04): our own words
 * for the steps of the source. */
#include "modules/booking/booking.h"

static const struct { enum call_kind kind; const char *name, *zh, *en; } scripts[] = {
    { CALL_ACTIVE, "主动预约",
        "您好，这里是{店}客户服务部，我是{我}。请问是{客户}吗？现在方便说话吗？\n"
        "核对：您的车是{车}，电话还是这个号码吗？现在大约多少公里？\n"
        "您的车快到保养时间了。说明这次该做的项目、上次没做的项目、上次看到的磨损，给出建议。\n"
        "您哪天、什么时间方便？（推荐时段；建议保养客户在店等候）\n"
        "复述：{时间}，{车}，做的项目和报价（维修到店检查后报价）。\n"
        "那天由谁送车过来？请留送修人的姓名和电话。\n"
        "请带上行驶证和保养手册（事故车再带保险单）。\n"
        "您还有其他需要吗？\n"
        "我们会在一小时前再打电话与您确认。\n"
        "技师、工位和配件都会提前准备好。\n"
        "感谢您接听电话，再见。",
        "Good day, this is the customer service of {店}, my name is {我}. Am I speaking to {客户}? Is it a good time?\n"
        "Check: your car is {车}; is this still your number? What does the odometer say, roughly?\n"
        "A service is due. Say what is due, what was refused last time and what was worn; advise.\n"
        "Which day and time suit you? (Offer slots; advise to wait in the store for a service.)\n"
        "Repeat: {时间}, {车}, the work and the price (a repair is quoted after inspection).\n"
        "Who will bring the car? Name and phone, please.\n"
        "Please bring the vehicle licence and the service book (the policy too after an accident).\n"
        "Is there anything else we can do?\n"
        "We call one hour before to confirm.\n"
        "Technician, bay and parts will be ready.\n"
        "Thank you for your time. Goodbye." },
    { CALL_PASSIVE, "被动预约",
        "您好，{店}客户服务部，我是{我}，请问有什么可以帮您？\n"
        "核对：怎么称呼您？车牌是{车}吗？电话还是这个号码吗？有变化当场更新。\n"
        "请说说您的需要。（维修：请诊断技师一起听，给出意见后再定时间）\n"
        "您哪天、什么时间方便？（推荐时段；建议保养客户在店等候）\n"
        "复述：{时间}，{车}，做的项目和报价（维修到店检查后报价）。\n"
        "那天由谁送车过来？请留送修人的姓名和电话。\n"
        "请带上行驶证和保养手册（事故车再带保险单）。\n"
        "您还有其他需要吗？\n"
        "我们会在一小时前再打电话与您确认。\n"
        "技师、工位和配件都会提前准备好。\n"
        "感谢您的来电，再见。",
        "Customer service of {店}, {我} speaking. What can I do for you?\n"
        "Check: your name? Is it the car {车}? Is this still your number? Update at once what changed.\n"
        "What do you need? (Repair: let the diagnosis technician listen and advise before a time is set.)\n"
        "Which day and time suit you? (Offer slots; advise to wait in the store for a service.)\n"
        "Repeat: {时间}, {车}, the work and the price (a repair is quoted after inspection).\n"
        "Who will bring the car? Name and phone, please.\n"
        "Please bring the vehicle licence and the service book (the policy too after an accident).\n"
        "Is there anything else we can do?\n"
        "We call one hour before to confirm.\n"
        "Technician, bay and parts will be ready.\n"
        "Thank you for calling. Goodbye." },
    { CALL_CONFIRMATION, "一小时前确认",
        "您好，{店}客户服务部{我}。{客户}，您约了今天{时间}。\n"
        "您能按时到店吗？（不能：当场改期）\n"
        "技师、工位和配件已经准备好，服务顾问在门口等您。\n"
        "提醒带行驶证和保养手册，感谢接听。",
        "Customer service of {店}, {我} speaking. {客户}, you have an appointment today at {时间}.\n"
        "Can you be here in time? (If not, move it at once.)\n"
        "Technician, bay and parts are ready; your adviser waits at the entrance.\n"
        "Please bring the vehicle licence and the service book. Thank you." },
};

int booking_seed(struct ctx *c)
{
    for (size_t i = 0; i < COUNT(scripts); i++) {
        struct call_script s = { .name = str_of(scripts[i].name), .kind = scripts[i].kind,
            .edition = 1, .published_at = c->now, .steps = str_of(scripts[i].zh),
            .steps_en = str_of(scripts[i].en) };
        int64_t there;

        TRY(db_int(c, &there, "SELECT count(*) FROM call_script WHERE kind = ?",
            str_of(call_kind_choices.v[s.kind].code)));
        if (there == 0)
            TRY(row_insert(c, call_script, &s));
    }
    return 0;
}
