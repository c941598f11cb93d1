using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Some sources put their whole message into the title: the part that is cut off there is in the text.</summary>
public sealed class LongTitleTests
{
    private static readonly string Chinese = "紧急寻人：" + string.Concat(Enumerable.Repeat("王小宝，男，七岁，身高一米二，上身穿红色羽绒服，", 18)) + "知情者请拨打一一〇。";

    private static readonly string English = "Missing: " + string.Concat(Enumerable.Repeat("a boy of seven in a red coat & blue boots, ", 14)) + "call 110.";

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "详情见附件。")]
    [InlineData(false, "More to follow.")]
    public void A_title_too_long_for_a_title_is_whole_at_the_head_of_the_text(bool isChinese, string text)
    {
        var title = isChinese ? Chinese : English;
        var item = Normalise(new ParsedItem { Title = title, ContentText = text, ContentHtml = text.Length > 0 ? $"<p>{text}</p>" : null });

        Assert.True(item.Title.Length <= 300 && item.Title.EndsWith('…'));
        Assert.StartsWith(title, item.ContentText, StringComparison.Ordinal);
        Assert.EndsWith(text, item.ContentText, StringComparison.Ordinal);
        Assert.StartsWith(isChinese ? "<p>紧急寻人" : "<p>Missing: a boy", item.ContentHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(" & ", item.ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_text_says_anyway_is_not_said_twice_and_a_short_title_adds_nothing()
    {
        Assert.Equal(Chinese + "完。", Normalise(new ParsedItem { Title = Chinese, ContentText = Chinese + "完。" }).ContentText);
        Assert.Equal("正文。", Normalise(new ParsedItem { Title = "短题", ContentText = "正文。" }).ContentText);
    }

    private static ArticleDraft Normalise(ParsedItem item) =>
        ItemNormaliser.Normalise(new ParsedFeed { Kind = DocumentKind.Feed, Format = new(FormatFamily.Rss), Encoding = "utf-8", Confidence = 1, Items = [item with { Url = "http://portal.example/1" }] }).Items.Single();
}
