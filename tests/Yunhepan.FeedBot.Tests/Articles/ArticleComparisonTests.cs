using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Correcting;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class ArticleComparisonTests
{
    private static Article Stored(string title, string text) =>
        new() { PublicId = Guid.Empty, SourceId = "s", Identity = "i", ContentHash = "", Title = title, ContentText = text };

    [Fact]
    public void A_changed_title_is_reported_with_both_wordings() =>
        Assert.Equal(
            [new ArticleChange(ChangedField.Title, "3人走失", "4人走失")],
            ArticleComparison.Compare(Stored("3人走失", "正文"), new ArticleDraft { Title = "4人走失", ContentText = "正文" }));

    [Fact]
    public void A_changed_text_is_reported_by_its_first_difference()
    {
        var changes = ArticleComparison.Compare(
            Stored("题", "第一段。\n联系电话12345。\n第三段。"),
            new ArticleDraft { Title = "题", ContentText = "第一段。\n联系电话54321。\n第三段。" });

        Assert.Equal([new ArticleChange(ChangedField.Text, "联系电话12345。", "联系电话54321。"), new ArticleChange(ChangedField.Number, "12345", "54321")], changes);
    }

    [Theory]
    [InlineData("人已找到，感谢关注。\n第一段。\n第二段。", "", "人已找到，感谢关注。")]
    [InlineData("第二段。", "第一段。", "")]
    public void A_paragraph_put_before_others_or_taken_out_replaced_none_of_them(string now, string before, string after) =>
        Assert.Equal(
            new ArticleChange(ChangedField.Text, before, after),
            ArticleComparison.Compare(Stored("题", "第一段。\n第二段。"), new ArticleDraft { Title = "题", ContentText = now })[0]);

    [Fact]
    public void A_long_paragraph_is_shortened_around_the_difference()
    {
        var head = new string('甲', 500);
        var changes = ArticleComparison.Compare(Stored("题", head + "3人"), new ArticleDraft { Title = "题", ContentText = head + "4人" });

        Assert.Equal(new ArticleChange(ChangedField.Number, "3人", "4人"), Assert.Single(changes.Skip(1)));
        var change = changes[0];
        Assert.StartsWith("…", change.Before, StringComparison.Ordinal);
        Assert.EndsWith("3人", change.Before, StringComparison.Ordinal);
        Assert.EndsWith("4人", change.After, StringComparison.Ordinal);
        Assert.True(change.Before.Length < 100);
    }

    [Fact]
    public void A_difference_next_to_an_emoji_cuts_no_surrogate_pair()
    {
        var head = string.Concat(Enumerable.Repeat("😀", 60));
        var change = Assert.Single(ArticleComparison.Compare(Stored("题", head + "a"), new ArticleDraft { Title = "题", ContentText = head + "b" }));

        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(change.Before + change.After)));
    }
}
