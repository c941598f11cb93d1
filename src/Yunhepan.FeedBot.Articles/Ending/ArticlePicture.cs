using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Chooses the picture of an article: the one its page states, unless that is part of the site's design (a logo, a QR code, a
/// sharing picture). For a missing or wanted person it is the first real picture of the text if the page states another.
/// </summary>
internal static partial class ArticlePicture
{
    private const int Smallest = 100;
    private const double FlattestBanner = 4;
    private const int MostLooked = 30;

    /// <param name="stated">The picture that the page or feed states.</param>
    /// <param name="html">The sanitised text, whose attributes have double quotes.</param>
    public static string? Choose(string title, string? stated, string html)
    {
        var own = stated is not null && !IsFurniture(stated, "") ? stated : null;
        var isOfPerson = AlertSubject.Read(title, "").Kind is SubjectKind.Missing or SubjectKind.Wanted;
        if (own is not null && (!isOfPerson || html.Contains(WebUtility.HtmlEncode(own), StringComparison.Ordinal)))
            // The page may state its QR code, which only the text next to it reveals.
            return Pictures(html).Any(p => p.Address == own && !p.IsReal) ? FirstReal(html) : own;
        return FirstReal(html) ?? own;
    }

    private static string? FirstReal(string html) => Pictures(html).Where(p => p.IsReal).Select(p => p.Address).FirstOrDefault();

    private static IEnumerable<(string Address, bool IsReal)> Pictures(string html)
    {
        foreach (Match tag in Image.Matches(html).Take(MostLooked))
        {
            if (Attribute(tag.Value, "src") is not { Length: > 0 } address
                || !address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                continue;
            var words = Attribute(tag.Value, "alt") + " " + Attribute(tag.Value, "title") + " " + After(html, tag.Index + tag.Length);
            var (width, height) = (Number(tag.Value, "width"), Number(tag.Value, "height"));
            var isReal = !IsFurniture(address, words) && !(width < Smallest) && !(height < Smallest) && !(width > FlattestBanner * height);
            yield return (address, isReal);
        }
    }

    // Text right below a picture describes it: 扫码关注.
    private static string After(string html, int end)
    {
        var next = Image.Match(html, end) is { Success: true } other ? other.Index : html.Length;
        var below = Tags.Replace(html[end..Math.Min(next, Math.Min(html.Length, end + 120))], " ").Trim();
        return below.Length <= 20 ? below : "";
    }

    private static bool IsFurniture(string address, string words) =>
        FurnitureName.IsMatch(Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath : address)
            || FurnitureWords.IsMatch(words);

    private static double? Number(string tag, string name) =>
        double.TryParse(
            Attribute(tag, name)?.Replace("px", "", StringComparison.OrdinalIgnoreCase), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number) ? number : null;

    private static string? Attribute(string tag, string name)
    {
        var mark = $" {name}=\"";
        var start = tag.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        start += mark.Length;
        var end = tag.IndexOf('"', start);
        return end < 0 ? null : WebUtility.HtmlDecode(tag[start..end]);
    }

    [GeneratedRegex("<img\\b[^>]*>", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Image { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 5_000)]
    private static partial Regex Tags { get; }

    [GeneratedRegex(
        @"(?:^|[/_\-.])(?:(?:site|wx|mobile|top|foot(?:er)?|head(?:er)?)?logo\d*|qr|qr_?code\w*|er_?wei_?ma\w*|ewm\w*|wechat\w*|weixin\w*"
            + @"|gzh\w*|favicon|icons?|sprite|avatar|banner|share(?:_?img|_?pic|_?logo)?|default(?:_?img|_?pic)?|placeholder|blank|spacer"
            + @"|loading|no_?(?:pic|img|image|photo)|ad|ads|advert\w*)(?=[/_\-.\d]|$)", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex FurnitureName { get; }

    [GeneratedRegex(@"二维码|扫码|扫一扫|长按识别|公众号|微信号|\blogo\b|标志|台标|客户端下载|下载APP|\bQR\b|广告", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex FurnitureWords { get; }
}
