using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Two sources that search for one person in other words tell one story; a doubt leaves two.</summary>
public sealed class SameSearchTests(TestDatabases databases)
{
    private const string Title = "紧急寻人：9岁女孩陈小舟走失";

    private const string Text = "陈小舟，女，9岁，11月22日下午在任城区古槐路走失，身穿红色外套，背蓝色书包。有线索请电13800001234。";

    private const string Other = "急！请帮忙转发，大家一起找孩子。陈小舟今年9岁，放学后没有回家，最后一次有人见到她是在古槐路的公交站，扎马尾辫。";

    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("寻人启事：陈小舟，你在哪里", Other, true)]
    [InlineData("急寻孩子陈小舟", "陈小舟放学未归，家人非常着急，知道下落的请拨打138 0000 1234，必有重谢。", true)]
    [InlineData("寻找走失女孩陈小舟", "陈小舟放学后没有回家，家人在古槐路一带找了一夜，请大家留意。", true)]
    [InlineData("寻人启事：陈小舟，你在哪里", "陈小舟，男，34岁，外出打工后失去联系，家住金乡县。", false)]
    [InlineData("寻人启事：陈小舟，你在哪里", "陈小舟今年14岁，离家出走，最后在古槐路出现。", false)]
    [InlineData("急寻孩子陈小舟", "陈小舟放学未归，家人非常着急，请知道下落的朋友联系我们。", false)]
    [InlineData("急寻孩子陈小芳", "陈小芳今年9岁，放学后没有回家，最后一次有人见到她是在古槐路的公交站。", false)]
    [InlineData("寻找走失女孩陈小舟", "陈小舟，女，9岁，在曲阜市孔府路走失，有线索请电13911112222。", false)]
    [InlineData("走失女孩陈小舟已平安回家", "9岁的陈小舟昨晚在古槐路被找到，已和家人团聚。", false)]
    [InlineData("走失女孩陈小舟的学校开展安全教育", "9岁的陈小舟走失后，古槐路小学昨天开展了安全教育，提醒家长按时接送孩子。", false)]
    public void The_full_name_and_one_more_fact_agree_and_none_contradicts(string title, string text, bool isOne) =>
        Assert.Equal(isOne, SameSearch.Find(Subject("a", Title, Text), Subject("b", title, text)) is not null);

    [Fact]
    public void Another_week_the_same_source_and_the_report_that_is_no_search_stay_apart()
    {
        var first = Subject("a", Title, Text);

        Assert.NotNull(SameSearch.Find(first, Subject("b", "寻人启事：陈小舟，你在哪里", Other)));
        Assert.Null(SameSearch.Find(first, Subject("a", "寻人启事：陈小舟，你在哪里", Other)));
        Assert.Null(SameSearch.Find(first, Subject("b", "寻人启事：陈小舟，你在哪里", Other, At.AddDays(8))));
        Assert.Null(SameSearch.Find(first, Subject("b", "9岁女孩陈小舟平安回家", Other)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_searches_in_other_words_are_found_among_all_articles_and_become_one_story(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/a", "a"), Draft(Title, Text, "/a/1.html"));
        await rig.AppendAsync(rig.Source("/c", "c"), Draft("寻人：9岁女孩赵一诺走失", "赵一诺，女，9岁，昨天在古槐路走失。", "/c/1.html"));
        await rig.AppendAsync(rig.Source("/b", "b"), Draft("寻人启事：陈小舟，你在哪里", Other, "/b/1.html"));

        var stories = (await rig.InScopeAsync(s => Task.FromResult(((Yunhepan.FeedBot.Articles.Storage.ArticlesDb)s.GetService(typeof(Yunhepan.FeedBot.Articles.Storage.ArticlesDb))!)
            .Articles.ToDictionary(a => a.SourceId, a => a.StoryId))));

        Assert.Equal(stories["a"], stories["b"]);
        Assert.NotEqual(stories["a"], stories["c"]);
    }

    private static ArticleDraft Draft(string title, string text, string path) =>
        new() { Title = title, ContentText = text, Url = "http://portal.example" + path, PublishedAt = At, PublishedHasTime = true };

    private static StorySubject Subject(string source, string title, string text, DateTimeOffset? at = null) =>
        new(source, title, text, at ?? At, null, null);
}
