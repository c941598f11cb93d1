using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

public class TextTests
{
    [Theory]
    [InlineData("<p>一</p><p>　　二</p>", "一\n二")]
    [InlineData("a<br><br>b", "a\nb")]
    [InlineData("a &amp;&nbsp; b", "a & b")]
    [InlineData("<p>运河\n  两岸</p>", "运河两岸")]
    [InlineData("<p>one\n two</p>", "one two")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "a b")]
    [InlineData("<p>a</p><style>p{}</style><script>1</script>", "a")]
    [InlineData("<ruby>漢字<rt>かんじ</rt></ruby>", "漢字")]
    public void A_paragraph_is_a_line(string html, string expected) => Assert.Equal(expected, PlainText.FromHtml(html));

    [Theory]
    [InlineData("<b>运河</b> 通航\n ", "运河 通航")]
    [InlineData("AT&amp;T", "AT&T")]
    public void A_title_is_one_line(string html, string expected) => Assert.Equal(expected, PlainText.FromHtmlInline(html));

    [Theory]
    [InlineData("短文。", 20, "短文。")]
    [InlineData("第一句话。第二句话更长一些，没有完。", 10, "第一句话。")]
    [InlineData("一句没有标点的很长的话一直说下去", 8, "一句没有标点的…")]
    [InlineData("One sentence. Another that goes on and on", 20, "One sentence.")]
    [InlineData("words without any end at all here", 16, "words without…")]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦…")]
    public void A_summary_ends_at_a_sentence(string text, int length, string expected) => Assert.Equal(expected, Summaries.Make(text, length));

    [Theory]
    [InlineData("运河两岸的居民昨天迎来了新的通航季节", "zh")]
    [InlineData("運河の両岸の住民は昨日、新しい季節を迎えました", "ja")]
    [InlineData("운하 주민들은 어제 새로운 계절을 맞이했다", "ko")]
    [InlineData("Жители канала вчера встретили новый сезон", "ru")]
    [InlineData("The people who live along the canal have been waiting for the new season", "en")]
    [InlineData("Die Menschen, die am Kanal wohnen, haben auf die neue Saison gewartet", "de")]
    [InlineData("Les habitants qui vivent sur les rives du canal ont attendu la nouvelle saison", "fr")]
    [InlineData("12345", null)]
    public void A_language_is_known_by_script_or_common_words(string text, string? expected) => Assert.Equal(expected, LanguageDetection.Detect(text));
}
