using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class CategoryRuleTests
{
    private static string? Reason(CategoryMatch match, string title, string text = "", string? url = null) =>
        CategoryRule.Reason(match, new CategorySubject(title, text, url));

    [Fact]
    public void A_word_in_the_title_gives_the_reason() =>
        Assert.Equal("title: 走失", Reason(new() { Title = ["寻人", "走失"] }, "任城区一老人走失"));

    [Fact]
    public void A_title_word_in_the_text_alone_is_not_enough() =>
        Assert.Null(Reason(new() { Title = ["寻人"] }, "今日要闻", "寻人启事见内页"));

    [Fact]
    public void Any_looks_at_title_and_text() =>
        Assert.Equal("word: 暴雨", Reason(new() { Any = ["暴雨"] }, "天气", "明天有暴雨"));

    [Fact]
    public void A_tag_or_the_section_counts_as_a_whole()
    {
        var match = new CategoryMatch { Tags = ["教育", "School"] };

        Assert.Equal("tag: School", CategoryRule.Reason(match, new CategorySubject("题", "", null, ["SCHOOL", "city"])));
        Assert.Null(CategoryRule.Reason(match, new CategorySubject("题", "", null, ["教育局"])));
    }

    [Theory]
    [InlineData("教育", "zh", true)]
    [InlineData("EDUCATION", "zh", true)]
    [InlineData("学び", "zh", false)]
    [InlineData("学び", "ja", true)]
    public void The_name_of_a_category_in_a_foreign_language_is_no_section(string section, string language, bool isFiled)
    {
        var name = new LocalisedName("教育", "Education") { Ja = "学び" };
        var catalogue = new SourceCatalogue { Site = new Site(), Categories = [new Category { Id = "education", Name = name }] };
        var article = new FeedBot.Articles.Article
        {
            PublicId = Guid.Empty, SourceId = "s", Identity = "1", ContentHash = "", Title = "题", Section = section, Language = language,
        };
        new ArticleFiler(new CurrentCatalogue(() => catalogue)).File(article, new Source { Id = "s", Url = "https://portal.example/", Name = LocalisedName.Same("门户") });
        Assert.Equal(isFiled, article.Categories.Count > 0);
    }

    [Fact]
    public void All_words_must_occur()
    {
        var match = new CategoryMatch { All = ["气象台", "预警"] };

        Assert.NotNull(Reason(match, "市气象台发布预警"));
        Assert.Null(Reason(match, "市气象台发布预报"));
    }

    [Fact]
    public void A_forbidden_word_in_the_title_keeps_it_out() =>
        Assert.Null(Reason(new() { Title = ["预警"], None = ["解除"] }, "暴雨预警解除"));

    [Fact]
    public void All_stated_conditions_must_hold()
    {
        var match = new CategoryMatch { Title = ["招生"], Path = ["/edu/"] };

        Assert.NotNull(Reason(match, "小学招生时间公布", url: "http://example.org/edu/1.html"));
        Assert.Null(Reason(match, "小学招生时间公布", url: "http://example.org/news/1.html"));
    }

    [Fact]
    public void A_rule_without_conditions_matches_nothing() => Assert.Null(Reason(new(), "任何标题"));

    [Theory]
    [InlineData("The art of noodles", "art", true)]
    [InlineData("A new start", "art", false)]
    [InlineData("ＡＩ课堂开讲", "ai", true)]
    [InlineData("保持AI领先", "ai", true)]
    [InlineData("domain names", "ai", false)]
    public void Latin_words_have_boundaries_and_width_and_case_do_not_count(string title, string word, bool found) =>
        Assert.Equal(found, Reason(new() { Title = [word] }, title) is not null);
}
