"""Whom Northwind sells to, and the words that its people write into deals."""

CUSTOMERS = (
    "Amber Coast Honey", "Anselm Glass", "Arcadia Mills", "Ashby Furniture", "Aster Bakeries", "Banner Cycles",
    "Barlow Brewing", "Bay Street Books", "Beckett Tools", "Bellweather Sails", "Belmont Tiles", "Birchwood Toys",
    "Briar Cosmetics", "Bristol Cocoa", "Calder Textiles", "Camden Pumps", "Carver Steelworks", "Castor Chemicals",
    "Cedar Point Dairy", "Chandler Lighting", "Clover Seeds", "Colby Fasteners", "Coral Bay Seafood", "Corbin Motors",
    "Crestline Sports", "Dalton Furnaces", "Delmar Fruit", "Dover Packaging", "Drummond Pottery", "Eastgate Medical",
    "Ellery Hardware", "Elmwood Kitchens", "Everett Pianos", "Fairbank Scales", "Falcon Valves", "Farrow Insulation",
    "Fenton Ceramics", "Fern Hill Farms", "Foster Plastics", "Galloway Malt", "Garnet Jewels", "Gilmore Tea",
    "Glenn Tractors", "Greenway Mowers", "Hale Turbines", "Hanover Printing", "Hartwell Shoes", "Hastings Pencils",
    "Hawthorn Linen", "Hudson Carpets", "Inverness Tweed", "Ivy Lane Flowers", "Jasper Stone", "Juniper Soap",
    "Kendall Forklifts", "Keystone Cranes", "Kirby Appliances", "Lakeshore Boats", "Lancaster Hinges",
    "Langley Aviation", "Larkspur Paints", "Laurel Pharma", "Lyndon Rubber", "Madison Locks", "Maple Ridge Syrup",
    "Mercer Cables", "Milton Spices", "Monroe Bearings", "Montrose Olives", "Newbury Clocks", "Northgate Windows",
    "Oakfield Doors", "Ogden Springs", "Orchard Lane Juice", "Osborne Saddles", "Parker Bridges", "Pembroke Ink",
    "Penrose Chairs", "Pinecrest Cabins", "Porter Compressors", "Prescott Wool", "Quarry Road Stone", "Radcliffe Glass",
    "Ramsey Filters", "Redwood Decking", "Ridley Cameras", "Rowan Candles", "Saxon Forge", "Sheffield Knives",
    "Sterling Frames", "Stratton Skis", "Sutton Umbrellas", "Tallow & Wick", "Thornbury Hops", "Tilden Generators",
    "Trent Ladders", "Whitman Robotics",
)  # fmt: skip
"""Those in stories.py are not among them."""

PRODUCTS = (
    "Savannah lanes",
    "Midwest lanes",
    "port drayage",
    "cold chain",
    "cross-dock",
    "returns",
    "spot to contract",
)

NEXT_STEPS = (
    "Send the revised lane quote by Thursday",
    "Call with their head of logistics on Wednesday, 14:00",
    "Site visit in Savannah, date agreed with the plant manager",
    "Legal reads section 4, answer expected by Friday",
    "Demo of the tracking page for their warehouse team",
    "They compare our offer with the incumbent's, decision meeting next week",
    "Get the volume forecast for spring from their planner",
    "Procurement sends the supplier form; we fill it in the same day",
    "Walk their finance through the fuel surcharge",
    "Agree the pilot lane and the first pickup date",
)

PLACEHOLDERS = ("tbd", "n/a", "x", "TBD", "-", "asdf")

CHAMPIONS = ("Greta Olsen", "Marcus Webb", "Ines Duarte", "Paul Kowalski", "Yuki Tan", "Sofia Reyes", "Ben Achebe")

OUTCOMES = (
    "Transit time of three days, door to door, on 95 % of loads",
    "One invoice a month for all lanes",
    "Pickup windows of two hours, booked online",
    "Temperature logs every 15 minutes, sent with each delivery",
)
