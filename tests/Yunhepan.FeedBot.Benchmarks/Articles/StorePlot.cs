using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>Plots the growth of the store as an SVG: milliseconds over articles, both logarithmic.</summary>
internal static class StorePlot
{
    private const double Left = 70, Top = 50, Width = 560, Height = 300;
    private const double LeastMilliseconds = 0.1, MostMilliseconds = 1_000;

    public static string Draw(IReadOnlyList<StorePoint> points, string engine)
    {
        var svg = new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 420" font-family="sans-serif" font-size="13">
            <rect width="860" height="420" fill="#ffffff"/>

            """);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="28" font-size="16" fill="#222">Store on {engine}: milliseconds (median) over stored articles</text>""");
        for (var ms = LeastMilliseconds; ms <= MostMilliseconds; ms *= 10)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Left}" y1="{Y(ms):0.#}" x2="{Left + Width}" y2="{Y(ms):0.#}" stroke="#ddd"/><text x="{Left - 8}" y="{Y(ms) + 4:0.#}" text-anchor="end" fill="#555">{ms:0.###}</text>""");
        }

        double least = Math.Log10(points[0].Articles), most = Math.Max(Math.Log10(points[^1].Articles), least + 1e-9);
        foreach (var point in points)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{X(point):0.#}" y="{Top + Height + 22}" text-anchor="middle" fill="#555">{point.Articles:N0}</text>""");

        (string Name, string Colour, Func<StorePoint, double> Value)[] series =
        [
            ("feed of 50", "#1f77b4", p => p.FeedMilliseconds),
            ("feed of a category", "#17becf", p => p.CategoryMilliseconds),
            ("mark of a category", "#7f7f7f", p => p.MarkMilliseconds),
            ("search, common word", "#ff7f0e", p => p.CommonWordMilliseconds),
            ("search, rare word", "#d62728", p => p.RareWordMilliseconds),
            ("search, two words, category", "#9467bd", p => p.TwoWordsMilliseconds),
            ("a repost stored and joined", "#2ca02c", p => p.JoinMilliseconds),
        ];
        foreach (var ((name, colour, value), i) in series.Select((s, i) => (s, i)))
        {
            var line = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p):0.#},{Y(value(p)):0.#}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            foreach (var point in points)
                svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{X(point):0.#}" cy="{Y(value(point)):0.#}" r="3" fill="{colour}"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="650" y="{Top + (i * 24)}" width="14" height="4" fill="{colour}"/><text x="672" y="{Top + (i * 24) + 7}" fill="#222">{name}</text>""");
        }

        return svg.Append("</svg>\n").ToString();

        double X(StorePoint point) => Left + 20 + ((Width - 40) * (Math.Log10(point.Articles) - least) / (most - least));
    }

    private static double Y(double milliseconds) =>
        Top + (Height * (1 - (Math.Log10(Math.Clamp(milliseconds, LeastMilliseconds, MostMilliseconds)) - Math.Log10(LeastMilliseconds)) / (Math.Log10(MostMilliseconds) - Math.Log10(LeastMilliseconds))));
}
