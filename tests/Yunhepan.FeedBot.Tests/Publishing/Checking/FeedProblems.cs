using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>
/// The rules that all feeds share, from the specifications and from the reports of the W3C feed validator, with its names. Each
/// fault is a line: its name, the element, the value.
/// </summary>
internal sealed partial class FeedProblems(string document, DateTimeOffset now)
{
    private static readonly HashSet<string> Html =
    [
        .. ("a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col "
        + "colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 "
        + "head header hr html i iframe img input ins kbd label legend li link main mark map menu meta meter nav noscript object ol option output p "
        + "param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody "
        + "td template textarea tfoot th thead time title tr track tt u ul var video wbr").Split(' '),
    ];

    private static readonly HashSet<string> NamedEntities = ["amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg", "yen", "hellip", "mdash", "ldquo", "rdquo"];

    private readonly List<string> _found = [];
    private readonly string[] _lines = document.Split('\n');

    public IReadOnlyList<string> Found => _found;

    public void Add(string name, string where, string value = "") =>
        _found.Add($"{name} at {where}{(value.Length == 0 ? "" : ": " + (value.Length > 200 ? value[..200] : value))}");

    public void Require(bool holds, string name, string where, string value = "")
    {
        if (!holds)
            Add(name, where, value);
    }

    public void Characters(XElement root)
    {
        foreach (var (where, text) in root.DescendantsAndSelf().SelectMany(e =>
            e.Nodes().OfType<XText>().Select(t => (e.Name.LocalName, t.Value)).Concat(e.Attributes().Select(a => (e.Name.LocalName + "/@" + a.Name.LocalName, a.Value)))))
        {
            Require(!text.Any(c => c is >= '\u0080' and <= '\u009F' or '\uFFFD'), "BadCharacters", where, text);
            foreach (Match run in LatinRun().Matches(text))
                Require(!IsDoublyEncoded(run.Value), "BadCharacters (doubly encoded)", where, run.Value);
        }
    }

    /// <summary>Plain text: nothing in it that looks like HTML.</summary>
    public void NoHtml(string where, string value)
    {
        foreach (Match end in EndTag().Matches(value))
            Require(!Html.Contains(end.Groups["name"].Value.ToLowerInvariant()), "ContainsHTML", where, value);
        var references = Entity().Matches(value).Select(m => m.Groups["name"].Value).Where(n => NamedEntities.Contains(n) || !n.All(char.IsLetter));
        // A hexadecimal reference is meant literally.
        if (references.Any() || Suspicious().IsMatch(value))
            Require(_lines.Any(l => l.Contains("&#x", StringComparison.Ordinal)), "CharacterData", where, value);
    }

    public void NotBlank(string where, string? value) => Require(!string.IsNullOrWhiteSpace(value), "NotBlank", where);

    /// <summary>An absolute URI, or a URN of a UUID.</summary>
    public void FullLink(string where, string? value) =>
        Require(value is not null && (Uuid().IsMatch(value) || (value.StartsWith("http", StringComparison.Ordinal) && Address().IsMatch(value))), "InvalidFullLink", where, value ?? "");

    public void HttpUrl(string where, string? value)
    {
        FullLink(where, value);
        Require(value is not null && HostWithDot().IsMatch(value), "InvalidURLAttribute", where, value ?? "");
    }

    public void Rfc822(string where, string? value)
    {
        // The day of the week is checked too: a date with a wrong one does not parse.
        var offset = value is null ? "" : Offset().Replace(value.Replace("GMT", "+0000", StringComparison.Ordinal), "${h}:${m}");
        if (!DateTimeOffset.TryParseExact(offset, "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            Add("InvalidRFC2822Date", where, value ?? "");
            return;
        }

        Plausible(where, time);
    }

    public void Rfc3339(string where, string? value)
    {
        Require(value is not null && Time3339().IsMatch(value), "InvalidRFC3339Date", where, value ?? "");
        if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var time))
            Plausible(where, time);
    }

    public void Language(string where, string? value) =>
        Require(value is not null && LanguageShape().IsMatch(value) && CultureInfo.GetCultures(CultureTypes.NeutralCultures).Any(c => string.Equals(c.Name, value.Split('-')[0], StringComparison.OrdinalIgnoreCase)), "InvalidLanguage", where, value ?? "");

    public void MimeType(string where, string? value) => Require(value is not null && Mime().IsMatch(value), "InvalidMIMEAttribute", where, value ?? "");

    private void Plausible(string where, DateTimeOffset time) =>
        Require(time.Year >= 1990 && time <= now.AddMinutes(10), "ImplausibleDate", where, time.ToString("o", CultureInfo.InvariantCulture));

    private static bool IsDoublyEncoded(string run)
    {
        try
        {
            var bytes = System.Text.Encoding.Latin1.GetBytes(run);
            return new System.Text.UTF8Encoding(false, true).GetString(bytes) != run;
        }
        catch (System.Text.DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"[\u0020-\u0021\u0023-\u0025\u0027-\u003B\u003D\u003F-\u00FF]*[\u00C2\u00C3][\u0080-\u00BF][\u0020-\u0021\u0023-\u0025\u0027-\u003B\u003D\u003F-\u00FF]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LatinRun();

    [GeneratedRegex(@"</(?<name>\w+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex EndTag();

    [GeneratedRegex(@"&(?<name>#?\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Entity();

    [GeneratedRegex("&#[x0-9]|<[/a-zA-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Suspicious();

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^[a-zA-Z][0-9a-zA-Z+\-.]*:(//)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();

    [GeneratedRegex("^https?://([0-9A-Za-z-]+\\.)+[0-9A-Za-z][0-9A-Za-z-]*(:[0-9]+)?(/|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex HostWithDot();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Time3339();

    [GeneratedRegex("(?<h>[+-][0-9]{2})(?<m>[0-9]{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Offset();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LanguageShape();

    [GeneratedRegex(@"^[^\s()<>,;:\\""/[\]?=]+/[^\s()<>,;:\\""/[\]?=]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mime();
}
