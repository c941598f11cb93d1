using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Describes the elements around a line, from the root of the page down to its block.</summary>
internal readonly record struct Ancestry(
    IElement? Article, bool InMain, int ListItems, int Tables, bool InForm, bool InHeader, bool InFooter, bool InFigure, bool InQuote,
    int ContentNames, bool IsBodyProperty, int Depth)
{
    private const int MostCounted = 4;

    /// <summary>Returns the ancestry with one more element.</summary>
    public Ancestry Below(IElement element)
    {
        var hasAttributes = element.Attributes.Length > 0;
        return new Ancestry(
            element.LocalName == "article" ? element : Article,
            InMain || element.LocalName == "main" || hasAttributes && element.GetAttribute("role") == "main",
            Math.Min(MostCounted, ListItems + (element.LocalName == "li" ? 1 : 0)),
            Math.Min(MostCounted, Tables + (element.LocalName == "table" ? 1 : 0)),
            InForm || element.LocalName == "form",
            InHeader || element.LocalName == "header",
            InFooter || element.LocalName == "footer",
            InFigure || element.LocalName == "figure",
            InQuote || element.LocalName == "blockquote",
            Math.Min(MostCounted, ContentNames + (hasAttributes && ElementName.From(element).IsContent ? 1 : 0)),
            IsBodyProperty || hasAttributes
                && element.GetAttribute("itemprop")?.Contains("articleBody", StringComparison.OrdinalIgnoreCase) == true,
            Depth + 1);
    }
}
