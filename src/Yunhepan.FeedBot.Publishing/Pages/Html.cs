using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Markup. Literal parts of <see cref="Of"/> are written by us; every value that is not markup itself is escaped,
/// so that raw text cannot enter unescaped by oversight.
/// </summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Empty => default;

    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    /// <summary>What our own sanitiser let through.</summary>
    public static Html Sanitised(string markup) => new(markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    public static Html If(bool condition, HtmlInterpolation markup) => condition ? Of(markup) : Empty;

    public override string ToString() => _markup ?? "";

    [InterpolatedStringHandler]
    internal readonly ref struct HtmlInterpolation(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 24));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(string? text) => _markup.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts)
                _markup.Append(part.ToString());
        }

        public void AppendFormatted(int number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Guid id) => _markup.Append(id.ToString());

        public override string ToString() => _markup.ToString();
    }
}
