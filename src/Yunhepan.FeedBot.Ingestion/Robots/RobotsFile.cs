using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Robots;

/// <summary>
/// One robots.txt as RFC 9309 reads it: groups by product token, the longest matching rule wins, allow wins a tie. Immutable.
/// </summary>
internal sealed class RobotsFile
{
    /// <summary>RFC 9309 section 2.5 wants at least 500 KiB to be read.</summary>
    public const int MostBytes = 512 * 1024;

    private const int MostRules = 5_000;
    private const int LongestRule = 2_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(2);

    private readonly List<Group> _groups;

    private RobotsFile(List<Group> groups) => _groups = groups;

    /// <summary>Nobody is kept out: there is no file.</summary>
    public static RobotsFile Open { get; } = new([]);

    /// <summary>Everybody is kept out: the file could not be had (section 2.3.1.4).</summary>
    public static RobotsFile Closed { get; } = new([new Group(["*"], [new Rule("/", IsAllowed: false)], null)]);

    public static RobotsFile Parse(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, MostBytes)]).TrimStart('\uFEFF');
        var groups = new List<Group>();
        Group? open = null;
        var naming = false;
        var rules = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Split(line) is not var (name, value))
                continue;
            switch (name)
            {
                case "user-agent":
                    if (open is null || !naming)
                        groups.Add(open = new Group([], [], null));
                    open.Tokens.Add(Token(value));
                    naming = true;
                    break;
                case "allow" or "disallow":
                    naming = false;
                    // An empty rule matches nothing.
                    if (value.Length is > 0 and <= LongestRule && rules++ < MostRules)
                        open?.Rules.Add(new Rule(Normal(value), name == "allow"));
                    break;
                case "crawl-delay":
                    naming = false;
                    if (open is not null
                        && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                        open.Delay = TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
                    break;
                default:
                    // Sitemap and other records stand outside of groups and end none.
                    break;
            }
        }

        return new RobotsFile(groups);
    }

    /// <param name="pathAndQuery">Of the address, escaped, from its first slash.</param>
    /// <param name="tokens">Our product tokens, in lower case.</param>
    /// <param name="namedOnly">Only groups that name us count; what is said to everybody does not.</param>
    public bool Allows(string pathAndQuery, IReadOnlyCollection<string> tokens, bool namedOnly = false)
    {
        if (pathAndQuery == "/robots.txt")
            return true;
        var path = Normal(pathAndQuery);
        Rule? best = null;
        foreach (var rule in GroupsFor(tokens, namedOnly).SelectMany(group => group.Rules).Where(rule => Matches(rule.Pattern, path)))
        {
            if (best is null || rule.Pattern.Length > best.Pattern.Length || (rule.Pattern.Length == best.Pattern.Length && rule.IsAllowed))
                best = rule;
        }

        return best?.IsAllowed ?? true;
    }

    /// <summary>The pause between requests that it asks us for: not in the RFC, but meant and easily kept.</summary>
    public TimeSpan? Delay(IReadOnlyCollection<string> tokens) => GroupsFor(tokens, namedOnly: false).Max(group => group.Delay);

    /// <summary>All groups that name us, together; else all for everybody (section 2.2.1).</summary>
    private List<Group> GroupsFor(IReadOnlyCollection<string> tokens, bool namedOnly)
    {
        var ours = _groups.Where(group => group.Tokens.Any(tokens.Contains)).ToList();
        return ours.Count > 0 || namedOnly ? ours : [.. _groups.Where(group => group.Tokens.Contains("*"))];
    }

    /// <summary>
    /// From the start of the path; <c>*</c> is any run of characters, <c>$</c> at the end its end. Linear but for the stars, which never go
    /// back further than the last.
    /// </summary>
    private static bool Matches(string pattern, string path)
    {
        var anchored = pattern.EndsWith('$');
        var end = anchored ? pattern.Length - 1 : pattern.Length;
        int p = 0, s = 0, star = -1, mark = 0;
        while (true)
        {
            if (p == end && (!anchored || s == path.Length))
                return true;
            if (p < end && pattern[p] == '*')
            {
                star = p++;
                mark = s;
            }
            else if (p < end && s < path.Length && pattern[p] == path[s])
            {
                p++;
                s++;
            }
            else if (star >= 0 && mark < path.Length)
            {
                p = star + 1;
                s = ++mark;
            }
            else
            {
                return false;
            }
        }
    }

    private static (string Name, string Value)? Split(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0)
            line = line[..comment];
        var colon = line.IndexOf(':');
        return colon <= 0 ? null : (line[..colon].Trim().ToString().ToLowerInvariant(), line[(colon + 1)..].Trim().ToString());
    }

    /// <summary>Only letters, digits, <c>-</c>, <c>_</c> and our own dot: what follows (a version) is no part of the token.</summary>
    private static string Token(string value)
    {
        var length = value.AsSpan().IndexOfAnyExcept(TokenCharacters);
        return (length < 0 ? value : value[..length]).ToLowerInvariant();
    }

    private static readonly System.Buffers.SearchValues<char> TokenCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*");

    /// <summary>
    /// The same octets are the same path: what is not ASCII is escaped, escapes are in upper case, and none hides a plain character
    /// (section 2.2.2).
    /// </summary>
    private static string Normal(string path)
    {
        var normal = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var octet = Convert.ToByte(path.Substring(i + 1, 2), 16);
                if (char.IsAsciiLetterOrDigit((char)octet) || "-._~".Contains((char)octet, StringComparison.Ordinal))
                    normal.Append((char)octet);
                else
                    normal.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (char.IsAscii(path[i]))
            {
                normal.Append(path[i]);
            }
            else
            {
                var rune = Rune.TryGetRuneAt(path, i, out var found) ? found : Rune.ReplacementChar;
                normal.Append(Uri.EscapeDataString(rune.ToString()));
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return normal.ToString();
    }

    private sealed record Rule(string Pattern, bool IsAllowed);

    private sealed class Group(List<string> tokens, List<Rule> rules, TimeSpan? delay)
    {
        public List<string> Tokens { get; } = tokens;

        public List<Rule> Rules { get; } = rules;

        public TimeSpan? Delay { get; set; } = delay;
    }
}
