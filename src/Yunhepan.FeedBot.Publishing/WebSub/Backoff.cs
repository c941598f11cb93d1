namespace Yunhepan.FeedBot.Publishing.WebSub;

internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait after so many failures in a row: 10 s, doubled each time, up to an hour.</summary>
    public static TimeSpan After(int failures)
    {
        var wait = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Clamp(failures - 1, 0, 20)));
        return wait < Longest ? wait : Longest;
    }
}
