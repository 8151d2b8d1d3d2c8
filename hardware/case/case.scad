// The case of a Roomtone kiosk: a Raspberry Pi 4 or 5, the Roomtone HAT, a camera module with a shutter, a stand.
//
// Lengths are in millimetres, angles in degrees. The Pi's board gives the axes: x runs along its 85 mm from the card to
// the USB sockets, y along its 56 mm from the power socket's edge to the GPIO header's, z = 0 is its underside.
// The front, where the guests are, is the card's side: x < 0.
//
// One part is made for printing with openscad -D 'part="base"'; the parts are listed at the end of the file.

part = "assembly";

// ---- what a maker changes ----

hat_gap = 11;            // between the Pi and the HAT, the spacer's length; 16 above an active cooler
lid_spacer = 12;         // between the HAT and the lid, the spacer's length
wall = 2;                // sides, floor and lid
window = 0.6;            // the lid's skin above the light: thin enough to shine through in white or natural plastic
gap = 0.3;               // between parts that move or go into each other; more for a coarse printer
stand_angle = 12;        // how far the stand tilts the lid towards the guests
head_tilt = 10;          // how far the camera's head is tilted in the pictures; the bolts hold any angle
lens_front = 6.5;        // from the camera's board to the plate before it: 6.5 suits the modules 2 and 3
view = 75;               // the camera's widest angle of view, across the picture's corners: 75 for module 3, not wide

// ---- boards, from their drawings ----

pi_size = [85, 56, 1.4];
pi_holes = [[3.5, 3.5], [61.5, 3.5], [3.5, 52.5], [61.5, 52.5]];
hat_size = [65, 56.5, 1.6];
light_at = [16.5, 27.5];      // D1 on the HAT
button_at = [34, 27.5];       // SW1 on the HAT
button_height = 9.5;          // from the HAT to the top of SW1
ribbon_at = [45, 11.5];       // the middle of the HAT's camera slot
socket_height = 16;           // the USB sockets above the Pi's board
camera_size = [25, 24, 1];
camera_holes = [[-10.5, 9.5], [10.5, 9.5], [-10.5, 22], [10.5, 22]];  // from the middle of the connector's edge
lens_at = 9.5;                // the lens above the connector's edge
switch_size = [12.8, 6.5, 5.8];  // Omron D2F: length, height, thickness
switch_pitch = 6.5;           // between its holes
switch_reach = 5.4;           // from its holes to the lever that is pressed down (5.3 to 5.5)

// ---- derived ----

around = 1;                   // air around the Pi's board
below = 5;                    // air under it
hat_top = pi_size.z + hat_gap + hat_size.z;
ceiling = hat_top + lid_spacer;
inner = [[-around, -around], [pi_size.x + around, pi_size.y + around + 0.5]];
outer = [inner[0] - [wall, wall], inner[1] + [wall, wall]];
floor_z = -below - wall;
split = pi_size.z + socket_height + 1.6;   // where the base ends and the lid begins
radius = 4;
screw = 2.8;                  // passes M2.5
head = 5.4;                   // the head of an M2.5 screw
$fn = 48;
eps = 0.01;

module plate(corners, height, r) {
  linear_extrude(height) translate(corners[0] + [r, r]) offset(r)
    square(corners[1] - corners[0] - [2 * r, 2 * r]);
}

module slots(from, to, width, bar, height) {
  count = floor((to.x - from.x + bar) / (width + bar));
  for (i = [0 : count - 1]) translate([from.x + i * (width + bar), from.y, 0]) cube([width, to.y - from.y, height]);
}

// ---- base ----

module base() {
  difference() {
    union() {
      difference() {
        translate([0, 0, floor_z]) plate(outer, split - floor_z, radius);
        translate([0, 0, -below]) plate(inner, split + below + eps, radius - wall);
      }
      for (h = pi_holes) translate([h.x, h.y, floor_z]) cylinder(d = 6.2, h = below + wall);
    }
    for (h = pi_holes) translate([h.x, h.y, floor_z - eps]) {
      cylinder(d = screw, h = 20);
      cylinder(d = head, h = 1.8);
    }
    // power, HDMI and sound: openings as wide as the plugs' bodies
    for (o = [[4.7, 17.7], [19, 59]]) translate([o[0], outer[0].y - eps, -1.2]) cube([o[1] - o[0], wall + 2 * eps, 9]);
    // USB and network: open to the lid, so that nothing has to be bridged
    translate([inner[1].x - eps, 1.5, pi_size.z - 1]) cube([wall + 1, 53, split]);
    // card, status lights, the Pi 5's power button
    translate([outer[0].x - eps, 11, -4]) cube([wall + 2 * eps, 35, 9]);
    translate([outer[0].x - eps, 21, floor_z - eps]) cube([wall + 4, 14, wall + below]);
    // air
    translate([0, 0, floor_z - eps]) slots([16, 12], [52, 44], 3, 3, wall + 1);
    translate([0, outer[1].y - wall - eps, 2]) slots([10, 0], [60, wall + 1], 3, 3, 10);
  }
}

// ---- lid ----

ear_at = [66, 15.5];          // the hinge's bolt
ear_height = 12;              // the bolt above the lid
ear_inside = 13.3;            // from the head's middle to the ear
ear = 4;
foot_screws = [[-6.5, -9], [-6.5, 9], [11.5, -9], [11.5, 9]];  // from the bolt
ribbon_slot = [[5, -13], [9, 9.5]];  // from the bolt

module lid() {
  lip = 3;
  difference() {
    union() {
      difference() {
        translate([0, 0, split]) plate(outer, ceiling + wall - split, radius);
        translate([0, 0, split - eps]) plate(inner, ceiling - split + eps, radius - wall);
      }
      // the lip, which goes into the base and grows out of the lid's wall; not where the sockets stand
      difference() {
        union() {
          translate([0, 0, split - lip])
            plate([inner[0] + [gap, gap], inner[1] - [gap, gap]], lip + 2, radius - wall);
          translate([0, 0, split]) plate([inner[0] - [1, 1], inner[1] + [1, 1]], 2, radius - wall);
        }
        translate([0, 0, split - lip - eps])
          plate([inner[0] + [1.5, 1.5], inner[1] - [1.5, 1.5]], lip + 2 + 2 * eps, radius - wall);
        translate([pi_size.x - 20, -5, split - lip - eps]) cube([30, 70, lip + 2 * eps]);
      }
      // the well of the light
      translate([light_at.x, light_at.y, hat_top + 3]) cylinder(d = 12, h = ceiling - hat_top - 3 + eps);
      // the guide of the button's cap
      translate([button_at.x, button_at.y, ceiling - 3]) cylinder(d = 18, h = 3 + eps);
    }
    translate([light_at.x, light_at.y, hat_top]) cylinder(d = 8, h = ceiling + wall - window - hat_top);
    // a ring around the light, to be seen by day
    translate([light_at.x, light_at.y, ceiling + wall - 0.4]) difference() {
      cylinder(d = 12, h = 1);
      translate([0, 0, -eps]) cylinder(d = 10.4, h = 2);
    }
    translate([button_at.x, button_at.y, ceiling - 4]) cylinder(d = cap_diameter + 2 * gap, h = 10);
    translate([button_at.x, button_at.y, ceiling - 4]) cylinder(d = cap_flange + 2 * gap, h = 3);
    for (h = pi_holes) translate([h.x, h.y, ceiling - eps]) cylinder(d = screw, h = wall + 1);
    // the camera's ribbon and the shutter's wires
    translate([ear_at.x, ear_at.y, ceiling - eps]) foot_holes(wall + 1);
    // air
    translate([0, 0, ceiling - eps]) slots([10, 40], [58, 50], 3, 3, wall + 1);
    translate([0, 0, ceiling - eps]) slots([10, 5], [58, 15], 3, 3, wall + 1);
  }
}

// ---- the foot of the camera's head, screwed onto the lid ----

module foot_holes(height) {
  for (s = foot_screws) translate([s.x, s.y, 0]) cylinder(d = screw, h = height);
  // the camera's ribbon and the shutter's wires
  translate([ribbon_slot[0].x, ribbon_slot[0].y, 0])
    cube([ribbon_slot[1].x - ribbon_slot[0].x, ribbon_slot[1].y - ribbon_slot[0].y, height]);
}

module foot() {   // x = y = 0 under the bolt
  t = 3;
  difference() {
    union() {
      plate([[-10, -ear_inside - ear], [15, ear_inside + ear]], t, 2);
      for (side = [-1, 1]) translate([0, side * (ear_inside + ear / 2), 0]) hull() {
        translate([-8, -ear / 2, 0]) cube([16, ear, t]);
        translate([0, 0, ear_height]) rotate([90, 0, 0]) cylinder(d = 9, h = ear, center = true);
      }
    }
    translate([0, 0, -eps]) foot_holes(t + 1);
    translate([0, 0, ear_height]) rotate([90, 0, 0]) cylinder(d = 3.2, h = 60, center = true);
  }
}

// ---- the button's cap, which rests on the HAT's switch ----

cap_diameter = 11;
cap_flange = 14;

module cap() {
  length = ceiling + wall + 1.5 - hat_top - button_height;
  cylinder(d = cap_flange, h = 1.2);
  difference() {
    cylinder(d = cap_diameter, h = length);
    translate([0, 0, length + 14]) sphere(r = 15, $fn = 96);
  }
}

// ---- the camera's head: carrier, bezel, slider, cover ----
// Its axes: x across, y up, z = 0 the carrier's front, to the guests; it is printed lying on its front.

plate_t = 2;
head_x = 19;                  // half the head's width
head_y = [-5, 41];            // bottom and top, from the connector's edge of the camera
slider_t = 2;
slider_y = [1, 31];
travel = 17;
peg = 3;
peg_at = [-2, 28.5];          // with the shutter closed
aperture = 12.5;
switch_y = peg_at.y + peg / 2 + switch_reach;
bezel_skin = 1.6;
channel = slider_t + gap;
corner_screws = [[-16.5, -2.5], [16.5, -2.5], [-16.5, 38.5], [16.5, 38.5]];
cover_depth = 16;
pivot = [-11, 6];             // the hinge's bolt: y, and z behind the front

module head_plate(t) {
  linear_extrude(t) translate([-head_x + 2, head_y[0] + 2]) offset(2) square([2 * head_x - 4, head_y[1] - head_y[0] - 4]);
}

module head_holes(depth) {
  for (s = corner_screws) translate([s.x, s.y, -eps]) cylinder(d = 2.3, h = depth);
  for (side = [-1, 1]) translate([side * switch_pitch / 2, switch_y, -eps]) hull()
    for (up = [-1.2, 1.2]) translate([0, up, 0]) cylinder(d = 2.3, h = depth);
}

module carrier() {
  difference() {
    union() {
      head_plate(plate_t);
      for (h = camera_holes) translate([h.x, h.y, 0]) cylinder(d = 4.6, h = plate_t + lens_front);
      for (side = [-1, 1]) translate([side * 11, 0, 0]) rotate([0, 90, 0]) linear_extrude(4, center = true) hull() {
        translate([-pivot[1], pivot[0]]) circle(d = 9);
        translate([-2 * pivot[1] + 1.5, head_y[0] - 1]) square([2 * pivot[1] - 1.5, 2]);
      }
    }
    head_holes(plate_t + 1);
    for (h = camera_holes) translate([h.x, h.y, 1]) cylinder(d = 1.7, h = 20);
    translate([0, lens_at, -eps]) cylinder(d = aperture, h = plate_t + 1);
    translate([peg_at.x - peg / 2 - gap, peg_at.y - peg / 2 - gap, -eps])
      cube([40, peg + 2 * gap, plate_t + 1]);
    translate([0, pivot[0], pivot[1]]) rotate([0, 90, 0]) cylinder(d = 3.2, h = 60, center = true);
    // room for the ribbon between the lugs
    translate([-8.5, head_y[0] - 10, plate_t]) cube([17, 15, 20]);
  }
}

module bezel() {   // z = 0 is its front
  thick = bezel_skin + channel;
  difference() {
    head_plate(thick);
    head_holes(thick + 1);
    translate([-9.5 - gap, slider_y[0] - gap, bezel_skin]) cube([40, slider_y[1] - slider_y[0] + 2 * gap, thick]);
    // the view's cone
    translate([0, lens_at, -eps])
      cylinder(d1 = aperture + 2 * thick * tan(view / 2), d2 = aperture, h = thick + 2 * eps);
  }
}

module slider() {  // lies on its front; x as with the shutter closed
  translate([-9.5, slider_y[0], 0]) cube([31.5, slider_y[1] - slider_y[0], slider_t]);
  translate([head_x + 0.5, slider_y[0], 0]) cube([2.5, slider_y[1] - slider_y[0], slider_t + 4]);
  translate([peg_at.x - peg / 2, peg_at.y - peg / 2, 0]) cube([peg, peg, slider_t + plate_t + 5]);
}

module cover() {   // z = 0 is its back
  difference() {
    head_plate(cover_depth);
    difference() {
      translate([0, 0, wall]) linear_extrude(cover_depth)
        translate([-head_x + wall, head_y[0] + wall]) square([2 * (head_x - wall), head_y[1] - head_y[0] - 2 * wall]);
      for (s = corner_screws) translate([s.x, s.y, 0]) cylinder(d = 5.5, h = cover_depth);
    }
    for (s = corner_screws) translate([s.x, s.y, wall]) cylinder(d = 1.7, h = cover_depth);
    // below: the ribbon, the lugs and the wires
    translate([-13.5, head_y[0] - eps, cover_depth - 13]) cube([27, wall + 1, 20]);
    // air
    translate([0, 0, -eps]) slots([-9, 8], [9, 26], 2, 2, wall + 1);
  }
}

// ---- stand: a frame printed on its side; the case's screws hold it ----

module stand() {
  t = 4;
  front = 7;
  length = outer[1].x - outer[0].x;
  width = outer[1].y - outer[0].y;
  rise = length * sin(stand_angle);
  run = length * cos(stand_angle);
  difference() {
    rotate([90, 0, 0]) translate([0, 0, -width]) linear_extrude(width) difference() {
      polygon([[0, 0], [run + 6, 0], [run + 6, 3], [run, front + rise], [0, front]]);
      polygon([[front * 2.6, t], [run - 2, t], [run - t, front + rise - t * 1.6], [front * 2.6, front * 2.2 - t]]);
    }
    // the case's screws, and holes to reach them
    translate([0, 0, front]) rotate([0, -stand_angle, 0]) for (h = pi_holes)
      translate([h.x - outer[0].x, h.y - outer[0].y, -60]) {
        cylinder(d = screw, h = 70);
        cylinder(d = 7, h = 60 - t);
      }
    // air
    translate([0, 0, front]) rotate([0, -stand_angle, 0]) translate([18, 14, -t * 2]) cube([36, width - 28, t * 3]);
    translate([18, 14, -1]) cube([run - 36, width - 28, t + 2]);
  }
}

// ---- the boards and the whole, for pictures ----

module raspberry_pi() {
  color("#2e7d4f") difference() {
    linear_extrude(pi_size.z) translate([3, 3]) offset(3) square([pi_size.x - 6, pi_size.y - 6]);
    for (h = pi_holes) translate([h.x, h.y, -1]) cylinder(d = 2.7, h = 4);
  }
  color("silver") {
    for (y = [9, 27]) translate([70, y - 6.5, pi_size.z]) cube([17.5, 13, socket_height]);
    translate([66, 45.75 - 8, pi_size.z]) cube([21.3, 16, 13.5]);
    translate([11.2 - 4.5, -1.2, pi_size.z]) cube([9, 7.4, 3.2]);
    for (x = [26, 39.5]) translate([x - 3.5, -1.5, pi_size.z]) cube([7, 7.5, 3.5]);
    translate([25, 22, pi_size.z]) cube([14, 14, 2]);
  }
  color("#333") translate([7.1, 50, pi_size.z]) cube([50.8, 5, hat_gap]);
  color("#c9a227") for (h = pi_holes) translate([h.x, h.y, pi_size.z]) {
    cylinder(d = 5, h = hat_gap, $fn = 6);
    translate([0, 0, hat_gap + hat_size.z]) cylinder(d = 5, h = lid_spacer, $fn = 6);
  }
}

module boards() {
  raspberry_pi();
  // the HAT as KiCad exports it
  translate([-100, 100, pi_size.z + hat_gap]) import("../build/roomtone-hat.stl");
}

// The HAT in blocks, for the checks: its plate, the light, SW1, the plugs in J2 and J3, JP1 with its cap.
module hat_blocks() {
  translate([0, 0, pi_size.z + hat_gap]) cube(hat_size);
  translate([light_at.x - 1.8, light_at.y - 1.8, hat_top]) cube([3.6, 3.6, 2]);
  translate([button_at.x - 3, button_at.y - 3, hat_top]) cube([6, 6, 3.5]);
  translate([button_at.x, button_at.y, hat_top]) cylinder(d = 3.5, h = button_height);
  translate([55, 21, hat_top]) cube([7.5, 22, 9.8]);
  translate([28, 8, hat_top]) cube([3, 6, 9]);
}

module camera() {   // in the head's axes
  color("#2e7d4f") translate([-camera_size.x / 2, 0, plate_t + lens_front]) cube(camera_size);
  color("#222") translate([-4.25, lens_at - 4.25, plate_t + 1]) cube([8.5, 8.5, lens_front - 1]);
  color("#111") translate([-10.4, 0, plate_t + lens_front + camera_size.z]) cube([20.8, 5.5, 2.7]);
  color("#444") translate([-switch_size.x / 2, switch_y - 1.6, plate_t]) cube([switch_size.x, switch_size.y - 1.6, switch_size.z]);
}

module slider_in_place(open, apart = 0) translate([open * travel, 0, -slider_t - gap / 2 - apart]) slider();
module bezel_in_place(apart = 0) translate([0, 0, -(bezel_skin + channel) - apart]) bezel();
module cover_in_place(apart = 0) translate([0, 0, plate_t + cover_depth + apart]) mirror([0, 0, 1]) cover();
module cap_in_place(lift = 0) translate([button_at.x, button_at.y, hat_top + button_height + lift]) cap();
module foot_in_place() translate([ear_at.x, ear_at.y, ceiling + wall]) foot();

module head(open = 0, apart = 0) {   // z = 0 the carrier's front
  color("#e8e4da") carrier();
  camera();
  color("#d9480f") slider_in_place(open, apart);
  color("#f3f0e8") bezel_in_place(2 * apart);
  color("#cfcabd") cover_in_place(2 * apart);
}

module head_in_place(open = 0, apart = 0) {
  translate([ear_at.x, ear_at.y, ceiling + wall + ear_height]) rotate([0, head_tilt, 0])
    rotate([90, 0, 90]) translate([0, -pivot[0], -pivot[1]]) head(open, apart);
}

module standing() {
  rotate([0, -stand_angle, 0]) translate([-outer[0].x, -outer[0].y, -floor_z]) children();
}

module assembly(open = 1, lift = 0) {
  translate([0, 0, 7]) standing() {
    color("#b8b2a4") base();
    boards();
    translate([0, 0, lift]) {
      color("#f3f0e8") lid();
      color("#cfcabd") foot_in_place();
      head_in_place(open);
    }
    color("#d9480f") cap_in_place(lift / 2);
  }
  color("#8a8577") stand();
}

module printing() {   // all parts as they lie on the bed
  color("#b8b2a4") translate([0, 0, -floor_z]) base();
  color("#f3f0e8") translate([100, 56.5, ceiling + wall]) rotate([180, 0, 0]) lid();
  color("#8a8577") translate([0, -15, 0]) rotate([90, 0, 0]) stand();
  color("#cfcabd") translate([120, -30, 0]) foot();
  color("#e8e4da") translate([160, -50, 0]) carrier();
  color("#f3f0e8") translate([210, -50, 0]) bezel();
  color("#cfcabd") translate([210, 10, 0]) cover();
  color("#d9480f") translate([120, -90, 0]) slider();
  color("#d9480f") translate([210, -80, 0]) cap();
}

if (part == "base") translate([0, 0, -floor_z]) base();
else if (part == "lid") translate([0, 0, ceiling + wall]) rotate([180, 0, 0]) lid();
else if (part == "foot") foot();
else if (part == "cap") cap();
else if (part == "carrier") carrier();
else if (part == "bezel") bezel();
else if (part == "slider") slider();
else if (part == "cover") cover();
else if (part == "stand") rotate([90, 0, 0]) stand();
else if (part == "assembly") assembly();
else if (part == "closed") assembly(open = 0);
else if (part == "open_lid") assembly(lift = 45);
else if (part == "boards_in_base") { color("#b8b2a4") base(); boards(); }
else if (part == "head_apart") rotate([90, 0, 0]) head(open = 0.6, apart = 14);
// What must be empty: each is what two parts would both fill.
else if (part == "clash_base") intersection() { base(); union() { raspberry_pi(); hat_blocks(); lid(); } }
else if (part == "clash_lid") intersection() { lid(); union() { raspberry_pi(); hat_blocks(); cap_in_place(); foot_in_place(); } }
else if (part == "clash_cap") intersection() { cap_in_place(); hat_blocks(); }
else if (part == "clash_shutter_closed") intersection() { slider_in_place(0); union() { carrier(); bezel_in_place(); cover_in_place(); camera(); } }
else if (part == "clash_shutter_open") intersection() { slider_in_place(1); union() { carrier(); bezel_in_place(); cover_in_place(); camera(); } }
else if (part == "clash_camera") intersection() { camera(); union() { carrier(); bezel_in_place(); cover_in_place(); } }
else if (part == "clash_head") intersection() { head_in_place(0); union() { lid(); cap_in_place(); } }
else if (part == "clash_view") intersection() { slider_in_place(1); translate([0, lens_at, plate_t + 1]) mirror([0, 0, 1])
  cylinder(d1 = 4, d2 = 4 + 2 * 12 * tan(view / 2), h = 12); }
else if (part == "lid_inside") translate([0, 0, ceiling + wall]) rotate([180, 0, 0]) color("#f3f0e8") lid();
else if (part == "print") printing();
else assert(false, str("there is no part ", part));
