using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Folds more than <see cref="CanonicalUrl"/>, on which stored identities are based and which therefore never changes: mobile
/// hosts, session ids in the path, upper case in escapes, doubled slashes. Two addresses that fold alike show one page.
/// </summary>
public static partial class FoldedUrl
{
    public static string Fold(string url)
    {
        var folded = Session.Replace(CanonicalUrl.Normalise(Session.Replace(url.Trim(), "")), "");
        folded = MobileHost.Replace(folded, "");
        var query = folded.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
        {
            var kept = folded[(query + 1)..].Split('&').Where(p => !Tracker.IsMatch(p) && !Volatile.IsMatch(p)).ToArray();
            folded = folded[..query] + (kept.Length > 0 ? "?" + string.Join('&', kept) : "");
        }

        folded = DoubledSlash.Replace(folded, "/");
        return Escape.Replace(folded, m => m.Value.ToUpperInvariant()).TrimEnd('/');
    }

    /// <summary>
    /// Folds only scheme and <c>www</c> and removes nothing, for items that only the query or the fragment distinguishes.
    /// </summary>
    public static string Unabridged(string url) => Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)
        ? (uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..] : uri.IdnHost).ToLowerInvariant()
            + (uri.IsDefaultPort ? "" : ":" + uri.Port) + uri.PathAndQuery + uri.Fragment
        : url.Trim();

    /// <summary>Returns the text after the <c>#</c>; null if there is none.</summary>
    public static string? Fragment(string url) =>
        url.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 && at + 1 < url.Length ? url[(at + 1)..] : null;

    /// <summary>
    /// Returns the number that a site gave the page: the longest run of digits in path and query that is not a date; null if
    /// there is none.
    /// </summary>
    public static string? Number(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return null;
        var path = DateInPath.Replace(uri.PathAndQuery, "/");
        return Digits.Matches(path).Select(m => m.Value).Where(d => d.Length != 8 || !LooksLikeDate(d))
            .Aggregate((string?)null, (longest, d) => longest is null || d.Length >= longest.Length ? d : longest);
    }

    private static bool LooksLikeDate(string digits) =>
        digits[..2] is "19" or "20" && string.CompareOrdinal(digits[4..6], "12") <= 0 && string.CompareOrdinal(digits[6..], "31") <= 0;

    /// <summary>
    /// Returns the address without a session id in its path, which differs with each visit and which no site needs to show a
    /// page.
    /// </summary>
    public static string WithoutSession(string url) => Session.Replace(url, "");

    [GeneratedRegex(
        @";(?:jsessionid|sid|phpsessid)=[^?#/]*|/\((?:[SFA]\([^)]*\))+\)(?=/)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Session { get; }

    [GeneratedRegex(@"^(?:(?:www|m|mobile|wap|3g|touch|amp)\.(?=[^/]+\.[^/]+))+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex MobileHost { get; }

    [GeneratedRegex(
        @"/(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?(?:0?[1-9]|[12]\d|3[01]))?(?=/)", RegexOptions.None,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex DateInPath { get; }

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Digits { get; }

    [GeneratedRegex(@"(?<=[^/])/{2,}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex DoubledSlash { get; }

    [GeneratedRegex("%[0-9a-fA-F]{2}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Escape { get; }

    // Names of session and tracking parameters that CanonicalUrl does not know.
    [GeneratedRegex(
        @"^(?:sessionid|session_id|aspsessionid\w*|cfid|cftoken|token|_ga|_gl|ref_src|ref_url|share|shareid|wx_?from|scene|clicktime"
            + @"|enterid|chksm|mpshare|srcid|sharer_\w+|version_code|spm_id_from|vd_source|bd_vid|hmsr|hmpl|hmcu|hmkw|hmci|wbraid|gbraid"
            + @"|dclid|twclid|ttclid|oly_\w+|_hsenc|_hsmi|cmpid|xtor|ncid|mkt_tok|amp|nocache|cachebuster|rand|rnd)=",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Tracker { get; }

    // The time of the visit, and what only signs the address: their names alone may also name pages, such as t=17.
    [GeneratedRegex(
        @"^(?:_|_?t|ts|tm|time|stamp|now|r|rnd|random|v|cb)=1[5-9]\d{8}(?:\d{3})?$|^(?:nonce|sig|sign|signature|auth_?key"
            + @"|hash)=[\w%+/=-]{16,}$"
            + @"|^(?:_|cb|expires)=",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Volatile { get; }
}
