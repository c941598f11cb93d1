namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Measures the automaton of a pattern with every counted repetition expanded: <c>(.{0,9}.{0,9}){0,30}</c> is 540. The engine's
/// time is linear in the text, but its cost per character, and its memory, grow with this size.
/// </summary>
internal static class PatternSize
{
    /// <summary>No person writes a pattern with deeper nesting.</summary>
    private const int MostDepth = 20;

    /// <summary>The size at which counting stops.</summary>
    public const int Huge = 1_000_000;

    /// <summary>
    /// Returns the size of a pattern without its slashes. The engine rejects malformed parts; here they count as literals.
    /// </summary>
    public static int Measure(string pattern)
    {
        var at = 0;
        return OfAlternatives(pattern, ref at, 0);
    }

    private static int OfAlternatives(string pattern, ref int at, int depth)
    {
        var size = 0;
        while (at < pattern.Length && pattern[at] != ')')
        {
            var one = OfOne(pattern, ref at, depth);
            size = Capped(size + ((long)one * OfCount(pattern, ref at)));
        }

        return size;
    }

    private static int OfOne(string pattern, ref int at, int depth)
    {
        switch (pattern[at++])
        {
            case '(' when depth >= MostDepth:
                return Huge;
            case '(':
                SkipGroupOptions(pattern, ref at);
                var inner = OfAlternatives(pattern, ref at, depth + 1);
                // Skips the closing parenthesis, if there is one.
                at++;
                return Math.Max(1, inner);
            case '[':
                SkipClass(pattern, ref at);
                return 1;
            case '\\':
                at += at < pattern.Length && pattern[at] is 'p' or 'P' && at + 1 < pattern.Length && pattern[at + 1] == '{'
                    ? Math.Max(1, pattern.IndexOf('}', at) - at + 1) : 1;
                return 1;
            default:
                return 1;
        }
    }

    // Skips (?:…), (?i:…) and (?<name>…).
    private static void SkipGroupOptions(string pattern, ref int at)
    {
        if (at >= pattern.Length || pattern[at] != '?')
            return;
        while (at < pattern.Length && pattern[at] is not (':' or '>' or ')' or '('))
            at++;
        if (at < pattern.Length && pattern[at] is ':' or '>')
            at++;
    }

    private static void SkipClass(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '^')
            at++;
        // A bracket in the first place is a literal.
        if (at < pattern.Length && pattern[at] == ']')
            at++;
        while (at < pattern.Length && pattern[at] != ']')
            at += pattern[at] == '\\' ? 2 : 1;
        at++;
    }

    /// <summary>Returns how often the preceding element is expanded: the larger number of <c>{m,n}</c>; otherwise 1.</summary>
    private static int OfCount(string pattern, ref int at)
    {
        var count = 1;
        while (at < pattern.Length && pattern[at] is '*' or '+' or '?' or '{')
        {
            if (pattern[at] != '{')
            {
                at++;
                continue;
            }

            var end = pattern.IndexOf('}', at);
            if (end < 0)
                return count;
            var numbers = pattern[(at + 1)..end].Split(',');
            if (!Array.TrueForAll(numbers, n => n.Trim().All(char.IsAsciiDigit)) || numbers is [""])
                return count;
            count = Capped((long)count * numbers.Max(n => n.Trim() is { Length: > 0 } digits
                ? int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : Huge
                    : 1));
            at = end + 1;
        }

        return count;
    }

    private static int Capped(long size) => (int)Math.Min(size, Huge);
}
