using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Robots;

/// <summary>
/// One robots.txt by RFC 9309: groups are selected by product token, the longest matching rule wins, and allow wins a tie.
/// Immutable.
/// </summary>
internal sealed class RobotsFile
{
    /// <summary>RFC 9309 section 2.5 requires that at least 500 KiB are read.</summary>
    public const int MostBytes = 512 * 1024;

    private const int MostRules = 5_000;
    private const int LongestRule = 2_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(2);

    private readonly List<Group> _groups;

    private RobotsFile(List<Group> groups) => _groups = groups;

    /// <summary>Allows everybody: there is no file.</summary>
    public static RobotsFile Open { get; } = new([]);

    /// <summary>Disallows everybody: the file could not be fetched (section 2.3.1.4).</summary>
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
                    // Sitemap and other records are outside of groups and do not end one.
                    break;
            }
        }

        return new RobotsFile(groups);
    }

    /// <param name="pathAndQuery">The escaped path and query of the address, from its first slash.</param>
    /// <param name="tokens">Our product tokens, in lower case.</param>
    /// <param name="namedOnly">If true, only groups that name us count, not the rules for everybody.</param>
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

    /// <summary>
    /// Returns the pause between requests that the file asks for. Crawl-delay is not in the RFC, but it is common and easy to
    /// follow.
    /// </summary>
    public TimeSpan? Delay(IReadOnlyCollection<string> tokens) => GroupsFor(tokens, namedOnly: false).Max(group => group.Delay);

    /// <summary>Returns all groups that name us, or else all groups for everybody (section 2.2.1).</summary>
    private List<Group> GroupsFor(IReadOnlyCollection<string> tokens, bool namedOnly)
    {
        var ours = _groups.Where(group => group.Tokens.Any(tokens.Contains)).ToList();
        return ours.Count > 0 || namedOnly ? ours : [.. _groups.Where(group => group.Tokens.Contains("*"))];
    }

    /// <summary>
    /// Matches a pattern from the start of the path; <c>*</c> matches any run of characters, and <c>$</c> at the end matches the
    /// end. Linear except for stars, which never backtrack beyond the last one.
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

    /// <summary>
    /// Returns the product token: letters, digits, <c>-</c>, <c>_</c> and the dot of our own name. A version after it is not part
    /// of the token.
    /// </summary>
    private static string Token(string value)
    {
        var length = value.AsSpan().IndexOfAnyExcept(TokenCharacters);
        return (length < 0 ? value : value[..length]).ToLowerInvariant();
    }

    private static readonly System.Buffers.SearchValues<char> TokenCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*");

    /// <summary>
    /// Normalises a path so that equal octets give equal paths: non-ASCII is escaped, escapes are in upper case, and plain
    /// characters are never escaped (section 2.2.2).
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
