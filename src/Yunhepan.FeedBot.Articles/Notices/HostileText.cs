using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Reads a text that may be made to exhaust a pattern: the patterns of words have a limit of time, and a text that reaches it says
/// nothing. It must not end the poll that brought it.
/// </summary>
internal static class HostileText
{
    public static T? Read<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Returns false for a text that says nothing.</summary>
    public static bool Says(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
