/* vehicle_model.c - the descriptors of vehicles. */
#include "modules/vehicle/vehicle.h"

#define MODULE    vehicle
#define MODULE_ZH "车辆"
#define MODULE_EN "Vehicles"
#define MODEL     "modules/vehicle/model.def"
#define REFUSALS  "modules/vehicle/refusals.def"
#include "kernel/model_tables.h"
