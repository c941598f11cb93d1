using System.Net;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Extraction.Json;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// The article that only the state of a page's scripts holds (<see cref="StatedBody"/> reads JSON-LD). It belongs to the page if it
/// has the page's title.
/// </summary>
/// <param name="Html">Sanitised.</param>
/// <param name="Text">The same without markup.</param>
/// <param name="Published">The time that the state gives next to the text.</param>
/// <param name="Source">From where.</param>
/// <param name="Author">By whom.</param>
/// <param name="Language">The page's, or the text's where the page shows too little to tell.</param>
internal sealed record StateArticle(string Html, string Text, ParsedDate? Published, string? Source, string? Author, string? Language)
{
    private const int ShortestText = 200;

    /// <summary>A page that shows more than this has its text in the document.</summary>
    private const int MostShown = 600;

    /// <summary>The state must hold so many times what the page shows.</summary>
    private const int Part = 4;

    private const int LongestName = 20;

    private const int MostScripts = 40;

    private const int LongestScript = 2_000_000;

    /// <summary>Each text of a script is compared with all its members.</summary>
    private const int MostTexts = 50;

    private static readonly string[] Texts =
        ["content", "articlecontent", "articlebody", "body", "contenthtml", "html", "newscontent", "detail", "text", "maintext",
            "bodyhtml"];

    public static StateArticle? Find(PageContext page, FoundTitle? title, string shown)
    {
        var weight = TextWeight.Measure(shown);
        if (weight > MostShown || TextWeight.Bare(title?.Text ?? page.Metadata.DocumentTitle ?? string.Empty) is not { Length: > 3 } bare)
            return null;
        StateArticle? best = null;
        foreach (var script in page.Elements.Where(e => e.LocalName == "script" && !JsonLd.IsDescription(e)).Take(MostScripts))
        {
            if (script.TextContent is not { Length: > ShortestText and < LongestScript } code)
                continue;
            var members = ScriptMembers.In(code);
            foreach (var member in members.Where(m => m.Value.Length >= ShortestText / 2 && Texts.Contains(m.Name))
                .Take(MostTexts))
            {
                var near = Near(members, member);
                if (near.Where(m => MemberNames.Titles.Contains(m.Name)).Any(m => Bears(bare, m.Value))
                    && Read(page, member, near) is { } found
                    && TextWeight.Measure(found.Text) is var held && held >= Math.Max(ShortestText, weight * Part)
                    && found.Text.Length > (best?.Text.Length ?? 0))
                    best = found;
            }
        }

        return best;
    }

    /// <summary>
    /// Returns the members of the object that holds the text, of the objects in it, and of the one around it. Entries of arrays are
    /// other articles.
    /// </summary>
    private static List<ScriptMember> Near(List<ScriptMember> members, ScriptMember text) =>
    [
        .. members.Where(m => m.Holder == text.Holder),
        .. members.Where(m => m.Around == text.Holder && m.Holder != text.Holder),
        .. members.Where(m => m.Holder == text.Around && text.Around != 0),
    ];

    private static bool Bears(string bareTitle, string value) =>
        TextWeight.Bare(Plain(value)) is { Length: > 3 } bare
            && (bareTitle.StartsWith(bare, StringComparison.Ordinal) || bare.StartsWith(bareTitle, StringComparison.Ordinal));

    private static StateArticle? Read(PageContext page, ScriptMember text, List<ScriptMember> near)
    {
        var html = Plain(text.Value);
        if (!html.Contains('<', StringComparison.Ordinal))
            html = HtmlMarkup.Paragraphs(html);
        var (sanitised, plain) = HtmlSanitizing.Read(html, page.BaseUrl);
        // The page shows too little text to detect its language, and with it the time zone.
        var dates = page.Language is null ? page.Dates with { Language = LanguageDetection.Detect(plain) } : page.Dates;
        return new StateArticle(sanitised, plain, PublishedIn(dates, near),
            First(near, MemberNames.Origins) is { } source ? InfoLine.SourceName(source) : null,
            First(near, MemberNames.Authors) is { Length: <= LongestName } author ? author : null, dates.Language);
    }

    /// <summary>Decodes escaped markup and removes quotes around it.</summary>
    private static string Plain(string value)
    {
        var plain = value.Contains('<', StringComparison.Ordinal) || !value.Contains('&', StringComparison.Ordinal)
            ? value : WebUtility.HtmlDecode(value);
        return plain.Trim().Trim('"').Trim();
    }

    private static string? First(List<ScriptMember> near, string[] names) =>
        names.Select(n => near.Where(m => m.Name == n).Select(m => Plain(m.Value)).FirstOrDefault(v => v.Length > 1))
            .FirstOrDefault(v => v is not null);

    private static ParsedDate? PublishedIn(DateContext dates, List<ScriptMember> near)
    {
        foreach (var member in MemberNames.Published.SelectMany(n => near.Where(m => m.Name == n)))
            if (member.Value.Length is > 7 and < 60 && DateParser.TryParse(member.Value, dates, out var date)
                && date.Precision <= DatePrecision.Day && date.At <= dates.FetchedAt.AddDays(2))
                return date.From(DateEvidence.Script, member.Name, member.Value);
        return null;
    }
}
