using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>The offsets of time zone abbreviations, in minutes from UTC.</summary>
internal static class ZoneNames
{
    /// <summary>Ambiguous names have the meaning that they have in feeds, which is mostly American.</summary>
    private static readonly FrozenDictionary<string, int> Minutes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["idt"] = 180, ["trt"] = 180, ["eat"] = 180, ["cat"] = 120, ["wat"] = 60, ["wast"] = 120, ["gst"] = 240, ["azt"] = 240,
        ["get"] = 240, ["irst"] = 210, ["uzt"] = 300,
        ["yekt"] = 300, ["omst"] = 360, ["almt"] = 360, ["kgt"] = 360, ["mmt"] = 390, ["krat"] = 420, ["novt"] = 420, ["wita"] = 480,
        ["irkt"] = 480, ["yakt"] = 540,
        ["vlat"] = 600, ["chst"] = 600, ["magt"] = 660, ["pett"] = 720, ["fjt"] = 720, ["aet"] = 600,
        ["brst"] = -120, ["uyt"] = -180, ["clt"] = -240, ["clst"] = -180, ["vet"] = -240, ["bot"] = -240, ["cot"] = -300, ["pet"] = -300,
        ["ect"] = -300, ["hadt"] = -540,
        ["z"] = 0, ["utc"] = 0, ["gmt"] = 0, ["ut"] = 0, ["wet"] = 0, ["west"] = 60, ["bst"] = 60, ["ist"] = 330,
        ["cet"] = 60, ["cest"] = 120, ["mez"] = 60, ["mesz"] = 120, ["met"] = 60, ["mest"] = 120, ["eet"] = 120, ["eest"] = 180,
        ["msk"] = 180, ["msd"] = 240, ["sast"] = 120, ["pkt"] = 300, ["npt"] = 345, ["ict"] = 420, ["wib"] = 420, ["wit"] = 540,
        ["sgt"] = 480, ["hkt"] = 480, ["myt"] = 480, ["pht"] = 480, ["awst"] = 480, ["bjt"] = 480, ["jst"] = 540, ["kst"] = 540,
        ["acst"] = 570, ["acdt"] = 630, ["aest"] = 600, ["aedt"] = 660, ["nzst"] = 720, ["nzdt"] = 780,
        ["ast"] = -240, ["adt"] = -180, ["nst"] = -210, ["ndt"] = -150, ["brt"] = -180, ["art"] = -180,
        ["est"] = -300, ["edt"] = -240, ["et"] = -300, ["ct"] = -360, ["cdt"] = -300, ["mst"] = -420, ["mdt"] = -360, ["mt"] = -420,
        ["pst"] = -480, ["pdt"] = -420, ["pt"] = -480, ["akst"] = -540, ["akdt"] = -480, ["hst"] = -600, ["hast"] = -600,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryFind(string name, out int minutes) => Minutes.TryGetValue(name, out minutes);
}
