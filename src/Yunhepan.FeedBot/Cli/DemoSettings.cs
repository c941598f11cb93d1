namespace Yunhepan.FeedBot.Cli;

/// <summary>What the demo sets so that a minute shows what takes a real service a day.</summary>
internal static class DemoSettings
{
    public static IReadOnlyDictionary<string, string?> For(Uri portal) => new Dictionary<string, string?>
    {
        // The portal is ours and on this machine: the one private address that may be reached, at full speed.
        ["Fetching:AllowedPrivateHosts:0"] = portal.Authority,
        ["Fetching:PerHostSpacing"] = "00:00:00",
        ["Fetching:PerHostConcurrency"] = "8",
        ["Polling:ShortestEvery"] = "00:00:01",
        ["Polling:StartSpread"] = "00:00:00",
        ["Refreshing:PagesPerPoll"] = "50",
        ["Refreshing:LooksPerPoll"] = "50",
        ["Refreshing:LookAgainAfter:0"] = "00:00:05",
        ["Refreshing:LookAgainAfter:1"] = "00:00:10",
        ["Refreshing:LookAgainAfter:2"] = "00:00:20",
        ["Refreshing:LookAgainAfter:3"] = "00:00:40",
        ["Refreshing:LookAgainAfter:4"] = "00:02:00",
        ["Refreshing:LookAgainAfter:5"] = "00:10:00",
        ["Publishing:MaxAgeSeconds"] = "2",
        // Whatever the machine's environment says, the demo reaches nobody else.
        ["Telegram:Token"] = "",
        ["ConnectionStrings:FeedBot"] = "",
    };
}
