using AngleSharp.Html.Parser;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>HTML in feeds must parse without an error and contain only what readers accept.</summary>
internal static class HtmlRules
{
    private static readonly HashSet<string> Elements =
    [
        .. ("a abbr acronym address article aside audio b bdi big blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em "
        + "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section small "
        + "source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr").Split(' '),
    ];

    private static readonly HashSet<string> Attributes =
    [
        .. ("abbr align alt border cellpadding cellspacing cite class color colspan datetime dir height headers href hreflang id lang loop open poster preload "
        + "rel reversed rowspan scope size sizes span src srcset start title type valign value width").Split(' '),
    ];

    public static void Check(FeedProblems problems, string where, string html)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = true });
        try
        {
            var body = new HtmlParser().ParseDocument("<!doctype html><title>t</title>").Body!;
            foreach (var element in parser.ParseFragment(html, body).SelectMany(n => n is AngleSharp.Dom.IElement e ? e.QuerySelectorAll("*").Prepend(e) : []))
            {
                problems.Require(Elements.Contains(element.LocalName), "SecurityRisk", where, element.LocalName);
                foreach (var attribute in element.Attributes)
                {
                    problems.Require(Attributes.Contains(attribute.Name), "SecurityRiskAttr", where, attribute.Name);
                    if (attribute.Name is "href" or "src")
                        problems.Require(Uri.TryCreate(attribute.Value, UriKind.Absolute, out _), "ContainsRelRef", where, attribute.Value);
                }
            }
        }
        catch (HtmlParseException e)
        {
            problems.Add("NotHtml", where, e.Message + " in " + html);
        }
    }
}
