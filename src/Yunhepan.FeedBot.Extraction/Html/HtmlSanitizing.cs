using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Makes foreign HTML safe to show: an allow-list of elements and attributes, absolute links, and images that exist.
/// </summary>
internal static class HtmlSanitizing
{
    private static readonly HashSet<string> Allowed = new(
        ("a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data dd del details dfn "
        + "div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li main mark ol p picture pre q rb rp rt rtc ruby s samp "
        + "section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Elements that are removed with their content, which is not text for a reader.</summary>
    private static readonly HashSet<string> Dropped = new(
        ("script style template noscript frame frameset noframes embed applet param head title meta link base input "
        + "select option optgroup textarea button dialog area noembed portal progress meter datalist track bgsound").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Attributes =
    [
        "href", "src", "srcset", "alt", "title", "width", "height", "colspan", "rowspan", "datetime", "cite", "lang", "dir", "start",
        "reversed", "value", "type", "controls", "poster", "scope", "headers", "span", "open", "abbr",
    ];

    private static readonly Ganss.Xss.HtmlSanitizer Filter = NewFilter();

    /// <summary>
    /// Returns safe HTML with the meaning of <paramref name="html"/>. Addresses are made absolute against <paramref
    /// name="baseUrl"/>; those that stay relative are dropped. It never throws on bad input.
    /// </summary>
    public static string Sanitise(string html, string? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return html.Trim();
        var document = HtmlDocuments.Parse("<!doctype html><body>" + WithFramesOpened(html));
        if (document.Body is not { } body)
            return string.Empty;
        Prepare(body, WebAddress.ParseBase(baseUrl));
        Filter.SanitizeDom(document, (IHtmlElement)body, string.Empty);
        return HtmlMarkup.Inside(body).Trim();
    }

    /// <summary>
    /// Renames frames so that the text between their tags is parsed like any other; a parser would take it for raw characters.
    /// </summary>
    private static string WithFramesOpened(string html) => !html.Contains("<iframe", StringComparison.OrdinalIgnoreCase)
        ? html
        : html.Replace("<iframe", "<x-frame", StringComparison.OrdinalIgnoreCase)
            .Replace("</iframe", "</x-frame", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Sanitises the content of an element in place; the caller owns the element. Writing and parsing it again would cost more than
    /// everything else, and moving sixty thousand paragraphs takes quadratic time.
    /// </summary>
    internal static string SanitiseInside(IHtmlDocument document, IHtmlElement element, string? baseUrl)
    {
        Prepare(element, WebAddress.ParseBase(baseUrl));
        Filter.SanitizeDom(document, element, string.Empty);
        return HtmlMarkup.Inside(element).Trim();
    }

    private static void Prepare(IElement body, Uri? baseUrl)
    {
        foreach (var element in HtmlDocuments.ElementsIn(body))
        {
            var name = element.LocalName;
            if (name is "noscript")
                LazyImages.Promote(element);
            else if (name is "xmp" or "plaintext" or "listing")
                ReplaceWithPre(element);
            else if (element.NamespaceUri != NamespaceNames.HtmlUri || name is "svg" or "math")
                EmbeddedContent.KeepText(element);
            else if (Dropped.Contains(name))
                element.Remove();
        }
        foreach (var element in HtmlDocuments.ElementsIn(body))
        {
            if (element.LocalName == "noscript")
                element.Remove();
            else if (!Allowed.Contains(element.LocalName))
                element.Unwrap();
            else if (element.LocalName == "img" && !LazyImages.Settle(element, baseUrl))
                element.Remove();
            else
                ResolveAddresses(element, baseUrl);
        }
    }

    private static void ResolveAddresses(IElement element, Uri? baseUrl)
    {
        if (element.Attributes.Length == 0)
            return;
        Rewrite(element, "href", value => WebAddress.ResolveLink(value, baseUrl));
        Rewrite(element, "src", value => WebAddress.Resolve(value, baseUrl));
        Rewrite(element, "cite", value => WebAddress.Resolve(value, baseUrl));
        Rewrite(element, "poster", value => WebAddress.Resolve(value, baseUrl));
        Rewrite(element, "srcset", value => LazyImages.ResolveSrcset(value, baseUrl));
    }

    private static void Rewrite(IElement element, string attribute, Func<string, string?> rewritten)
    {
        if (element.GetAttribute(attribute) is not { } value)
            return;
        if (rewritten(value) is { Length: > 0 } safe)
            element.SetAttribute(attribute, safe);
        else
            element.RemoveAttribute(attribute);
    }

    private static void ReplaceWithPre(IElement element)
    {
        var pre = element.Owner!.CreateElement("pre");
        pre.TextContent = element.TextContent;
        element.Parent?.ReplaceChild(pre, element);
    }

    private static Ganss.Xss.HtmlSanitizer NewFilter()
    {
        var filter = new Ganss.Xss.HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Allowed, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src", "cite", "poster"], StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(),
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
            AllowedClasses = new HashSet<string>(),
        })
        {
            HtmlParserFactory = HtmlDocuments.NewParser,
        };
        return filter;
    }
}
