using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

/// <summary>Judges sanitised HTML with two programs that are not ours: a browser's parsing rules and a known sanitiser.</summary>
internal static class SafetyJudge
{
    private static readonly HashSet<string> Schemes = new(["http", "https", "mailto", "tel"], StringComparer.Ordinal);

    private static readonly HashSet<string> Addresses = new(["href", "src", "cite", "poster"], StringComparer.Ordinal);

    /// <summary>Returns what could act in the HTML, or null if nothing could.</summary>
    public static string? Fault(string safe) =>
        FaultOfParsing(safe, isScripting: false) ?? FaultOfParsing(safe, isScripting: true) ?? FaultOfLibrary(safe);

    /// <summary>Returns null if nothing could act where a page puts the HTML into an element of this name.</summary>
    public static string? FaultInside(string place, string safe, bool isScripting)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = isScripting });
        var around = parser.ParseDocument($"<!doctype html><body>{Opened(place)}").QuerySelector(place)!;
        foreach (var element in parser.ParseFragment(safe, around).SelectMany(node => node.Descendants().Prepend(node)).OfType<IElement>())
        {
            // In drawings and formulas, elements that do not leave them have the same names and no meaning.
            if (!MarkupTag.Find(element.LocalName).Is(TagTraits.Kept) || element.LocalName is "script" or "style")
                return $"<{element.LocalName}> inside <{place}> in {safe}";
            if (element.Attributes.FirstOrDefault(IsUnsafe) is { } attribute)
                return $"{attribute.Name}={attribute.Value} inside <{place}> in {safe}";
        }

        return null;
    }

    private static string Opened(string place) => place switch
    {
        "tr" or "td" => "<table><tr><td>",
        "caption" or "colgroup" => $"<table><{place}>",
        "body" => string.Empty,
        _ => $"<{place}>",
    };

    /// <summary>
    /// Returns null if a browser sees the elements and attributes that the sanitiser wrote and no others. Markup whose meaning changes
    /// when it is parsed again is how scripts get past sanitisers.
    /// </summary>
    private static string? FaultOfParsing(string safe, bool isScripting)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = isScripting });
        foreach (var element in parser.ParseDocument("<!doctype html><body>" + safe).Body!.Descendants().OfType<IElement>())
        {
            if (element.NamespaceUri != NamespaceNames.HtmlUri || !MarkupTag.Find(element.LocalName).Is(TagTraits.Kept))
                return $"<{element.LocalName}> in {safe}";
            if (element.Attributes.FirstOrDefault(IsUnsafe) is { } attribute)
                return $"{attribute.Name}={attribute.Value} in {safe}";
        }

        return null;
    }

    private static bool IsUnsafe(IAttr attribute)
    {
        if (MarkupName.Find(attribute.Name)?.IsKept != true || attribute.NamespaceUri is not null)
            return true;
        if (attribute.Name == "srcset")
            return attribute.Value.Split(", ").Any(candidate => !IsWeb(candidate.Split(' ')[0]));
        return Addresses.Contains(attribute.Name) && !IsWeb(attribute.Value);
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    private static string? FaultOfLibrary(string safe)
    {
        string? removed = null;
        var library = new HtmlSanitizer();
        foreach (var tag in (string[])["audio", "video", "source", "picture", "rb", "rtc"])
            library.AllowedTags.Add(tag);
        foreach (var attribute in (string[])["srcset", "poster", "controls", "reversed", "datetime", "scope", "headers", "span", "open", "abbr", "cite", "lang", "dir"])
            library.AllowedAttributes.Add(attribute);
        foreach (var scheme in Schemes)
            library.AllowedSchemes.Add(scheme);
        library.RemovingTag += (_, tag) => removed = $"<{tag.Tag.LocalName}> in {safe}";
        library.RemovingAttribute += (_, attribute) => removed = $"{attribute.Attribute.Name}={attribute.Attribute.Value} in {safe}";
        library.RemovingComment += (_, comment) => removed = $"a comment, {comment.Comment.Data}, in {safe}";
        library.Sanitize(safe);
        return removed is null ? null : $"the library removes {removed}";
    }

    private static IEnumerable<INode> Descendants(this INode node) => node.ChildNodes.SelectMany(child => child.Descendants().Prepend(child));
}
