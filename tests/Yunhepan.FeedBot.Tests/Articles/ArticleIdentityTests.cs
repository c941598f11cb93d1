using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class ArticleIdentityTests
{
    [Fact]
    public void The_guid_counts_before_the_link() =>
        Assert.Equal("guid:42", ArticleIdentity.Derive(new ArticleDraft { Id = "42", Url = "http://example.org/1", Title = "t" }));

    [Fact]
    public void The_link_counts_where_there_is_no_guid()
    {
        var plain = new ArticleDraft { Url = "http://example.org/1", Title = "t" };

        Assert.Equal(ArticleIdentity.Derive(plain), ArticleIdentity.Derive(plain with { Title = "another", Url = "https://www.example.org/1#x" }));
    }

    [Fact]
    public void A_guid_that_is_the_link_is_folded_like_one() =>
        Assert.Equal(
            ArticleIdentity.OfUrl("http://example.org/1"),
            ArticleIdentity.Derive(new ArticleDraft { Id = "https://www.example.org/1", Url = "https://www.example.org/1", Title = "t" }));

    [Fact]
    public void The_content_counts_where_there_is_nothing_else()
    {
        var item = new ArticleDraft { Title = "停水通知", ContentText = "明日停水。" };

        Assert.Equal(ArticleIdentity.Derive(item), ArticleIdentity.Derive(item with { ContentText = "明日停水" }));
        Assert.NotEqual(ArticleIdentity.Derive(item), ArticleIdentity.Derive(item with { ContentText = "明日停电。" }));
    }

    [Fact]
    public void A_very_long_guid_still_fits_an_index()
    {
        var one = ArticleIdentity.Derive(new ArticleDraft { Id = new string('a', 5_000) + "1", Title = "t" });
        var other = ArticleIdentity.Derive(new ArticleDraft { Id = new string('a', 5_000) + "2", Title = "t" });

        Assert.True(one.Length <= 400);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void The_public_id_depends_on_source_and_identity_alone()
    {
        Assert.Equal(ArticleIdentity.PublicId("a", "url:x"), ArticleIdentity.PublicId("a", "url:x"));
        Assert.NotEqual(ArticleIdentity.PublicId("a", "url:x"), ArticleIdentity.PublicId("b", "url:x"));
        // Feeds in the world hold this very value: it may never change.
        Assert.Equal(Guid.Parse(Known), ArticleIdentity.PublicId("yunhepan-news", "url:example.org/news/1.html"));
    }

    private const string Known = "8a7743ed-fe3c-82bd-a196-966a50d4a10d";

    [Theory]
    [InlineData("济南评出“十大公安微博”", "济南评出\"十大公安微博\"")]
    [InlineData("共２１人", "共21人")]
    [InlineData("A B", "a  b")]
    public void Spacing_punctuation_case_and_width_are_not_substantive(string one, string other) =>
        Assert.Equal(SubstanceHash.Compute(one, ""), SubstanceHash.Compute(other, ""));

    [Fact]
    public void A_digit_is_substantive() =>
        Assert.NotEqual(SubstanceHash.Compute("3人走失", ""), SubstanceHash.Compute("4人走失", ""));

    [Fact]
    public void Text_cannot_move_into_the_title_unseen() =>
        Assert.NotEqual(SubstanceHash.Compute("甲乙", "丙"), SubstanceHash.Compute("甲", "乙丙"));
}
