using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>The filter of a topic is edited by buttons and by words, and shows what it would have done.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ChatApp.StartAsync();
        await _app.StoreAsync(
            New("疫苗接种点周末开放", "请带证件。", author: "陈知远"), New("夜间门诊延长", "包括疫苗咨询。", author: "李明"),
            New("广告：健身卡打折", "疫苗无关。"), New("Clinic opens late", "Bring your papers.", language: "en"));
        await _app.SayAsync("关注 健康");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Article New(string title, string text, string? author = null, string language = "zh") => new()
    {
        PublicId = Guid.NewGuid(), SourceId = "evening", Identity = title, Title = title, ContentText = text, ContentHash = title,
        Language = language, OriginName = "运河晚报", Authors = author is null ? [] : [author],
        FirstSeenAt = TimeProvider.System.GetUtcNow(), SortAt = TimeProvider.System.GetUtcNow(),
        Categories = { new ArticleCategory { CategoryId = "health", Reason = "source" } },
    };

    [Fact]
    public async Task Words_are_added_and_removed_by_buttons_and_each_page_says_what_it_would_have_done()
    {
        var page = await _app.SayAsync((await _app.SayAsync("/filter")).ActionOf("健康"), button: true);
        Assert.Contains("现在没有筛选", page.Text, StringComparison.Ordinal);
        var question = await _app.SayAsync(page.ActionOf("只看…"), button: true);
        Assert.Contains("标题或正文提到哪些词", question.Text, StringComparison.Ordinal);

        page = await _app.SayAsync("疫苗 门诊");
        Assert.Contains("只看提到：“疫苗”“门诊”", page.Text, StringComparison.Ordinal);
        Assert.Contains("最近 4 篇里，会收到 3 篇，不发 1 篇", page.Text, StringComparison.Ordinal);
        Assert.All(page.Buttons, button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Action!), 1, 64));

        page = await _app.SayAsync(page.ActionOf("门诊"), button: true);
        Assert.Contains("只看提到：“疫苗”\n", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("门诊", page.Text, StringComparison.Ordinal);
        page = await _app.SayAsync(page.ActionOf("撤销"), button: true);
        Assert.Equal(["疫苗", "门诊"], (await ChoiceAsync()).Include.ToHashSet());
    }

    [Theory]
    [InlineData("只看…", "标题", "疫苗", "“疫苗”（标题）", 1)]
    [InlineData("只看…", "作者", "李明", "“李明”（作者）", 1)]
    [InlineData("只看…", "来源", "运河晚报", "“运河晚报”（来源）", 4)]
    [InlineData("只看…", "分类", "健康", "“健康”（分类）", 4)]
    [InlineData("不看…", "正文", "疫苗", "“疫苗”（正文）", 2)]
    public async Task A_word_is_looked_for_in_the_chosen_field(string sign, string field, string word, string shown, int come)
    {
        var question = await _app.SayAsync((await _app.SayAsync("/filter 健康")).ActionOf(sign), button: true);
        await _app.SayAsync(question.Buttons.First(button => button.Label == field).Action!, button: true);

        var page = await _app.SayAsync(word);

        Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        Assert.Contains($"会收到 {come} 篇", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category", "保健")]
    [InlineData("category", "Salud")]
    [InlineData("category", "Health")]
    [InlineData("source", "夕刊")]
    [InlineData("source", "Vespertino")]
    public void A_category_or_a_source_is_found_by_its_name_in_any_language(string field, string name)
    {
        var topics = new CurrentTopics(new TopicTree(new FeedBot.Catalogue.Site(),
        [
            new TopicNode { Kind = TopicKind.Category, Id = "health", Name = new("健康", "Health") { Ja = "保健", Es = "Salud" } },
            new TopicNode { Kind = TopicKind.Source, Id = "evening", Name = new("晚报", "Evening News") { Ja = "夕刊", Es = "Vespertino" } },
        ]));
        Assert.Contains(FoldedText.Fold(name), new FilterFields(topics).TextOf(New("一", "二"), FilterTerm.FieldOf(field)!.Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/filter 健康 +标题:疫苗 -广告", 1)]
    [InlineData("筛选 健康 +title:疫苗 语言 zh", 1)]
    [InlineData("/filter health -text:疫苗 language en", 1)]
    [InlineData("关注 健康 +作者:陈知远", 1)]
    [InlineData("/filter 健康 +标题:/^夜间/", 1)]
    public async Task The_same_can_be_written(string words, int come)
    {
        await _app.SayAsync(words);
        Assert.Contains($"会收到 {come} 篇", (await _app.SayAsync("/filter 健康")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_names_what_would_come_and_why_the_rest_would_not_and_changes_nothing()
    {
        var report = await _app.SayAsync("/filter 健康 试 +疫苗 -广告 语言 zh");
        Assert.Contains("会收到：\n• ", report.Text, StringComparison.Ordinal);
        Assert.Contains("广告：健身卡打折 · 提到“广告”", report.Text, StringComparison.Ordinal);
        Assert.Contains("Clinic opens late · 语言不对", report.Text, StringComparison.Ordinal);
        Assert.Empty((await ChoiceAsync()).Include);
    }

    [Theory]
    [InlineData("/filter 健康 疫苗", "“疫苗”")]
    [InlineData("/filter 健康 +疫苗 也许", "“也许”")]
    [InlineData("筛选 健康 语言 火星文", "“语言”“火星文”")]
    [InlineData("筛选 新闻 +疫苗", "您没有关注“新闻”")]
    [InlineData("/filter 健康 +/(a+)+b{99}/", "不能用来筛选")]
    [InlineData("/filter 健康 +标题:/(a+)+b{99}/", "不能用来筛选")]
    [InlineData("/filter 健康 -title:/[^x]{65}/", "不能用来筛选")]
    public async Task What_is_not_understood_is_named_and_nothing_is_changed(string words, string said)
    {
        Assert.Contains(said, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);
        Assert.Empty((await ChoiceAsync()).Include);
    }

    [Fact]
    public async Task A_filter_that_is_cleared_or_replaced_can_be_had_back_with_digest_and_sound()
    {
        await _app.SayAsync("关注 健康 +疫苗 不响");
        var cleared = await _app.SayAsync("/filter 健康 清空");
        Assert.Empty((await ChoiceAsync()).Include);
        Assert.True((await ChoiceAsync()).Silent);
        await _app.SayAsync(cleared.ActionOf("撤销"), button: true);
        Assert.Equal(["疫苗"], (await ChoiceAsync()).Include);

        var replaced = await _app.SayAsync("关注 健康 -广告");
        await _app.SayAsync(replaced.ActionOf("撤销"), button: true);
        Assert.Equal((1, 0), ((await ChoiceAsync()).Include.Count, (await ChoiceAsync()).Exclude.Count));
    }

    [Fact]
    public async Task The_page_speaks_the_readers_language()
    {
        await _app.SayAsync("/language en");
        var page = await _app.SayAsync("/filter health +title:疫苗 -广告");
        Assert.Contains("only what mentions “疫苗” (title)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Of the latest 4 articles, 1 would have come and 3 would not.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/filter 健康 试 +/(1/", "不能用来筛选")]
    [InlineData("/filter 健康 试 +/a/ -/[z/", "不能用来筛选")]
    [InlineData("/filter 健康 试 +标题:/(?=a)b/", "不能用来筛选")]
    [InlineData("/filter 健康 试 +/1/ +/2/ +/3/ +/4/ +/5/ +/6/ +/7/ +/8/ +/9/ +/a/ +/b/ +/c/ +/d/ +/e/ +/f/ +/g/ +/h/ +/i/ +/j/ +/k/ +/l/", "太多")]
    public async Task A_pattern_that_cannot_be_stored_is_not_tried_either(string words, string said)
    {
        Assert.Contains(said, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Log, line => line.Contains("took longer", StringComparison.Ordinal));
        Assert.Contains("最近 4 篇里", (await _app.SayAsync("/filter 健康 试 +/疫.|门诊/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_more_words_than_fit_sees_them_and_takes_them_away_one_by_one()
    {
        await _app.SayAsync("关注 健康 " + string.Join(' ', Enumerable.Range(100, 45).Select(i => $"-词{i}")));
        Assert.Equal(45, (await ChoiceAsync()).Exclude.Count);
        var page = await _app.SayAsync("/filter 健康");
        Assert.Contains("“词144”", page.Text, StringComparison.Ordinal);
        Assert.Contains("会收到", (await _app.SayAsync("/filter 健康 试")).Text, StringComparison.Ordinal);

        Assert.Contains("已保存", (await _app.SayAsync(page.ActionOf("词100"), button: true)).Reply.Notice, StringComparison.Ordinal);
        Assert.Equal(44, (await ChoiceAsync()).Exclude.Count);
        Assert.Contains("最多 40 个词", (await _app.SayAsync("/filter 健康 +疫苗")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_gone_cannot_be_filtered_and_nothing_is_called_saved()
    {
        await _app.AskAsync<AlertsDb, int>(db => db.Subscriptions.ExecuteUpdateAsync(set => set.SetProperty(s => s.TopicId, "goneaway"), ChatApp.Cancel));
        var answer = await _app.SayAsync("/filter goneaway +疫苗");
        Assert.Equal(("这个主题已经没有了。", (string?)null), (answer.Text, answer.Reply.Notice));
    }

    [Fact]
    public async Task A_followed_word_without_recent_articles_is_not_called_empty()
    {
        await _app.SayAsync("word 运河灯会", button: true);
        Assert.Contains("最近 300 篇里没有提到它的", (await _app.SayAsync("/filter 运河灯会")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_compared_with_each_topic_only_so_often()
    {
        var (rows, asked) = (Enumerable.Range(0, 200).Select(i => new Subscription { TopicKind = TopicKind.Word, TopicId = $"词{i}" }).ToList(), 0);
        var words = Enumerable.Repeat("a", 500).ToList();
        var found = FollowedName.Find(["健康", "码", .. words], [.. rows, new Subscription { TopicKind = TopicKind.Word, TopicId = "健康 码" }], row =>
        {
            asked++;
            return Topics.ForWord(row.Topic, row.TopicId);
        });
        Assert.Equal(("健康 码", 500), (found.Row?.TopicId, found.Others.Count));
        Assert.InRange(asked, 1, 201);
    }

    private async Task<SubscriptionChoice> ChoiceAsync()
    {
        var chat = (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;
        return (await _app.AskAsync<Subscriptions, IReadOnlyList<(Subscription Row, SubscriptionChoice Choice)>>(
            all => all.ChoicesAsync(chat, ChatApp.Cancel))).Single().Choice;
    }
}
