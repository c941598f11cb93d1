using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Makes foreign HTML safe to show: an allow-list of elements and attributes, absolute links, and images that exist.
/// <see cref="SafeMarkup"/> decides what is written; a fragment is read without a tree if possible, else through one.
/// </summary>
internal static class HtmlSanitizing
{
    /// <summary>
    /// Returns safe HTML with the meaning of <paramref name="html"/>. Addresses are made absolute against <paramref
    /// name="baseUrl"/>; those that stay relative are dropped. It never throws on bad input.
    /// </summary>
    public static string Sanitise(string html, string? baseUrl) => Read(html, WebAddress.ParseBase(baseUrl)).Html;

    /// <summary>Returns safe HTML and its plain text.</summary>
    public static SafeText Read(string html, Uri? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            var trimmed = html.Trim();
            return new(trimmed, PlainText.Tidy(trimmed));
        }

        html = WithFramesOpened(html);
        using var safe = new SafeMarkup(baseUrl, html.Length);
        if (!TryReadFragment(html, safe))
        {
            safe.Clear();
            ReadTree(html, safe);
        }

        return safe.ToText();
    }

    /// <summary>Returns the plain text of the HTML as a reader would see it.</summary>
    public static string TextOf(string html) => Read(html, null).Text;

    /// <summary>Reads a fragment without a tree; returns false if it needs one.</summary>
    internal static bool TryReadFragment(string html, SafeMarkup safe)
    {
        if (html.Contains('\0', StringComparison.Ordinal))
            return false;
        if (html.Contains('\r', StringComparison.Ordinal))
            html = html.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (html.AsSpan().IndexOf("<!") >= 0 || html.AsSpan().IndexOf("<?") >= 0)
            html = NestingGuard.Limit(html);
        return new FragmentReader(html, safe).Read();
    }

    /// <summary>Reads a fragment as a browser does, whatever is wrong with it.</summary>
    internal static void ReadTree(string html, SafeMarkup safe)
    {
        if (HtmlDocuments.Parse("<!doctype html><body>" + html).Body is not { } body)
            return;
        Prepare(body);
        ReadChildren(body, new MarkupAttributes(), safe);
    }

    /// <summary>
    /// Renames frames so that the text between their tags is parsed like any other; a parser would take it for raw characters.
    /// </summary>
    internal static string WithFramesOpened(string html) => !html.Contains("<iframe", StringComparison.OrdinalIgnoreCase)
        ? html
        : html.Replace("<iframe", "<x-frame", StringComparison.OrdinalIgnoreCase)
            .Replace("</iframe", "</x-frame", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the content of an element as safe HTML; the caller owns the element, which is changed.</summary>
    internal static string SanitiseInside(IHtmlElement element, Uri? baseUrl)
    {
        using var safe = new SafeMarkup(baseUrl, 0);
        Prepare(element);
        ReadChildren(element, new MarkupAttributes(), safe);
        return safe.ToHtml();
    }

    /// <summary>Gives elements that cannot be shown the form of their content: fallback pictures, lines, formulas as text.</summary>
    private static void Prepare(IElement body)
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
            else if (MarkupTag.Find(name).Is(TagTraits.Dropped))
                element.Remove();
        }
    }

    private static void ReadChildren(INode parent, MarkupAttributes attributes, SafeMarkup safe)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText { Data: var data })
                safe.Text(data);
            else if (child is IElement element && element.NamespaceUri == NamespaceNames.HtmlUri)
                Read(element, attributes, safe);
        }
    }

    private static void Read(IElement element, MarkupAttributes attributes, SafeMarkup safe)
    {
        var tag = MarkupTag.Find(element.LocalName);
        attributes.Read(element);
        safe.Open(tag, attributes);
        if (tag.Is(TagTraits.Void))
            return;
        ReadChildren(element, attributes, safe);
        safe.Close(tag);
    }

    private static void ReplaceWithPre(IElement element)
    {
        var pre = element.Owner!.CreateElement("pre");
        pre.TextContent = element.TextContent;
        element.Parent?.ReplaceChild(pre, element);
    }
}
