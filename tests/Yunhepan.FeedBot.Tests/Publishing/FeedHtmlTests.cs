using Yunhepan.FeedBot.Publishing.Html;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests the content of articles in feeds.</summary>
public sealed class FeedHtmlTests
{
    private const string Audio = "http://a.example/1.mp3";

    [Theory]
    [InlineData("<p>一&nbsp;二 &lt; 三<br></p><pre>\n\nx</pre>", "<p>一&nbsp;二 &lt; 三<br></p><pre>\n\nx</pre>")]
    [InlineData("<ruby>漢<rb>x</rb><rtc>y</rtc></ruby>", "<ruby>漢<span>x</span><span>y</span></ruby>")]
    [InlineData("<p title=\"a &quot; &lt;bdo&gt;\"><bdo dir=\"rtl\">x</bdo></p>", "<p title=\"a &quot; &lt;bdo&gt;\"><bdi dir=\"rtl\">x</bdi></p>")]
    public void What_readers_drop_is_said_in_a_way_that_stays(string content, string expected) =>
        Assert.Equal(expected, FeedHtml.Rewrite(content, "zh-CN"));

    [Theory]
    [InlineData($"<audio src=\"{Audio}\" controls=\"\"></audio>", $"<audio src=\"{Audio}\"></audio>")]
    [InlineData($"<audio controls=\"\"> <source src=\"{Audio}\"></audio>", $"<audio> <source src=\"{Audio}\"></audio>")]
    [InlineData($"<audio src=\"{Audio}\"></audio><audio src=\"{Audio}\"></audio>", $"<audio src=\"{Audio}\"></audio><audio src=\"{Audio}\"></audio>")]
    public void A_player_has_no_controls_of_its_own_and_one_link_below(string content, string expected) =>
        Assert.Equal($"{expected}<p><a href=\"{Audio}\">▶ Audio</a></p>", FeedHtml.Rewrite(content, "en"));

    [Fact]
    public void Links_to_several_players_stand_on_one_line() => Assert.EndsWith(
        "<p><a href=\"http://a.example/1\">▶ 视频</a> · <a href=\"http://a.example/2?a=1&amp;b=2\">▶ 音频</a></p>",
        FeedHtml.Rewrite("<video src=\"http://a.example/1\"></video><audio src=\"http://a.example/2?a=1&amp;b=2\"></audio>", "zh-CN"),
        StringComparison.Ordinal);

    [Fact]
    public void A_very_deep_text_is_walked_without_using_up_the_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 50_000)) + "<bdo>x</bdo>" + string.Concat(Enumerable.Repeat("</div>", 50_000));

        Assert.Contains("<bdi>x</bdi>", FeedHtml.Rewrite(deep, "en"), StringComparison.Ordinal);
    }
}
