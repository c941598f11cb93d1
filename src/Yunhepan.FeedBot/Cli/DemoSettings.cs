namespace Yunhepan.FeedBot.Cli;

/// <summary>The settings of the demo, in which a minute shows what takes a real service a day.</summary>
internal static class DemoSettings
{
    /// <summary>While the portal may withdraw an article, its page is visited every few seconds.</summary>
    internal static IReadOnlyList<TimeSpan> Looks { get; } =
        [.. Enumerable.Repeat(TimeSpan.FromSeconds(5), 36), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    public static IReadOnlyDictionary<string, string?> For(Uri portal) => new Dictionary<string, string?>(
        Looks.Select((look, place) => KeyValuePair.Create($"Refreshing:LookAgainAfter:{place}", (string?)look.ToString())))
    {
        // The portal is ours and on this machine, so it is the one private address that may be reached, at full speed.
        ["Fetching:AllowedPrivateHosts:0"] = portal.Authority,
        ["Fetching:PerHostSpacing"] = "00:00:00",
        ["Fetching:PerHostConcurrency"] = "8",
        ["Polling:ShortestEvery"] = "00:00:01",
        ["Polling:StartSpread"] = "00:00:00",
        ["Refreshing:PagesPerPoll"] = "50",
        ["Refreshing:LooksPerPoll"] = "50",
        ["Refreshing:MissingAgain"] = "00:00:03",
        ["Refreshing:ConfirmAfter"] = "00:00:03",
        // If visits become due during others, the remaining pages do not wait for a minute.
        ["Refreshing:PagesPause"] = "00:00:01",
        ["Publishing:MaxAgeSeconds"] = "2",
        // Whatever the environment variables say, the demo contacts no other service.
        ["Telegram:Token"] = "",
        ["ConnectionStrings:FeedBot"] = "",
    };
}
