using System.Net;
using System.Text;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>A text of a feed and whether it is HTML.</summary>
internal readonly record struct FeedText(string Value, bool IsHtml)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);

    /// <summary>RSS never says what it holds: tags or entities make it HTML.</summary>
    public static FeedText OfRss(FeedNode node)
    {
        if (node.HasElements)
            return new(node.InnerMarkup(), true);
        var text = node.InnerText();
        return new(text, Markup.IsHtml(text));
    }

    /// <summary>An Atom text construct or content element, of 1.0 (type) or 0.3 (mode and type).</summary>
    public static FeedText OfAtom(FeedNode node)
    {
        var type = node.Attribute("type")?.Trim().ToLowerInvariant() ?? "text";
        var mode = node.Attribute("mode")?.Trim().ToLowerInvariant();
        if (mode == "base64")
            return FromBase64(node.InnerText(), type);
        if (type is "xhtml" or "application/xhtml+xml" || node.HasElements)
        {
            // Entities inside XHTML that is in truth escaped HTML give tags in the text.
            return new(Unwrapped(node).InnerMarkup(), true);
        }

        var text = node.InnerText();
        if (type is "html" or "text/html")
            return new(text, true);
        return mode == "escaped" ? new(text, Markup.IsHtml(text)) : new(text, Markup.HasEntity(text) && !Markup.HasTag(text));
    }

    /// <summary>For titles and names: one line, no markup.</summary>
    public string? Inline()
    {
        if (IsEmpty)
            return null;
        var line = IsHtml ? PlainText.FromHtmlInline(Value) : PlainText.OnOneLine(Value);
        // "AT&amp;amp;T": encoded once more than it should be.
        if (Markup.HasEntity(line))
            line = PlainText.OnOneLine(WebUtility.HtmlDecode(line));
        return line.Length == 0 ? null : line;
    }

    public string Html() => IsHtml ? Value : Markup.Escape(Value.Trim());

    private static FeedNode Unwrapped(FeedNode node)
    {
        var elements = node.Children.Where(child => !child.IsText).Take(2).ToList();
        var isOnlyDiv = elements is [{ Name: "xhtml:div" or "div" or "atom:div" }]
            && node.Children.TrueForAll(child => !child.IsText || string.IsNullOrWhiteSpace(child.Text));
        return isOnlyDiv ? elements[0] : node;
    }

    private static FeedText FromBase64(string text, string type)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        var isText = type.StartsWith("text", StringComparison.Ordinal) || type is "html" or "xhtml" || type.EndsWith("xml", StringComparison.Ordinal);
        if (!isText || !Convert.TryFromBase64String(text, bytes, out var written))
            return default;
        return new(Encoding.UTF8.GetString(bytes, 0, written), type.Contains("html", StringComparison.Ordinal));
    }
}
