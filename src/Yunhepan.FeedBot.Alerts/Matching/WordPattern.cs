using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Matching;

/// <summary>A word written as <c>/…/</c>: a regular expression over the folded text, on the engine whose time is linear.</summary>
internal static class WordPattern
{
    private const int MaxLength = 200;

    public static bool IsOne(string word)
    {
        var trimmed = word.AsSpan().Trim();
        return trimmed.Length > 2 && trimmed[0] == '/' && trimmed[^1] == '/';
    }

    /// <summary>Null when it can be used, else why not.</summary>
    public static string? Fault(string word)
    {
        if (word.Length > MaxLength)
            return $"a pattern has at most {MaxLength} characters";
        try
        {
            _ = Compile(word);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Not a pattern, or one that needs backtracking (look-around, back-references) or too large an automaton.
            return e.Message;
        }
    }

    /// <exception cref="ArgumentException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched in linear time.</exception>
    public static Regex Compile(string word)
    {
        var trimmed = word.Trim();
        return new Regex(trimmed[1..^1], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }
}
