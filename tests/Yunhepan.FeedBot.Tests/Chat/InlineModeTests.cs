// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests <c>@bot 词</c> through the real client, against Telegram's rules for inline queries.</summary>
public sealed class InlineModeTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;
    private ChatHandle _person = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()));
        await _telegram.WaitForPollAsync(Eventually.Patience);
        _person = _telegram.CreatePrivateChat("小林");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_word_finds_articles_whose_message_says_of_when_it_is_and_follows_the_word_by_a_link()
    {
        await _app.StoreAsync(Sample.Article(1), Sample.Article(2));
        var id = _person.AskInline("步道");
        var answer = await _person.WaitForInlineAsync(id);

        Assert.Equal((2, "", 60, false), (answer.Results.Count, answer.NextOffset, answer.CacheSeconds, answer.IsPersonal));
        var newest = answer.Results[0];
        Assert.Contains("第2号消息", newest.Title, StringComparison.Ordinal);
        Assert.Contains("济宁新闻网", newest.Description, StringComparison.Ordinal);
        Assert.Matches("截至 20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", newest.Text);
        Assert.Equal([$"https://t.me/feedbot_demo_bot?start={TopicStart.FormatWord("步道")}"], newest.Urls);

        _person.ChooseInline(id, newest.Id);
        Assert.Contains(_person.Messages, message => message.Text.Contains("第2号消息", StringComparison.Ordinal));
        _person.SendCommand("start " + newest.Urls[0].Split('=')[1]);
        await _person.WaitForTextAsync("第2号消息");
    }

    [Theory]
    [InlineData("寻人", "寻人", "分类", "c_alerts_missing")]
    [InlineData("Missing", "Missing people", "category", "c_alerts_missing")]
    [InlineData("济宁公安", "济宁公安", "发布方", "p_jn-police")]
    public async Task A_name_finds_topics_in_the_language_of_the_words(string words, string name, string kind, string start)
    {
        var answer = await _person.WaitForInlineAsync(_person.AskInline(words));
        var topic = answer.Results[0];
        Assert.Equal(name, topic.Title);
        Assert.Contains(kind, topic.Description, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([$"https://t.me/feedbot_demo_bot?start={start}"], topic.Urls);
    }

    [Fact]
    public async Task Many_articles_come_page_by_page_and_each_once()
    {
        await _app.StoreAsync([.. Enumerable.Range(1, 45).Select(i => Sample.Article(i))]);
        var (offset, ids) = ("", new List<string>());
        do
        {
            var answer = await _person.WaitForInlineAsync(_person.AskInline("步道", offset));
            Assert.InRange(answer.Results.Count, 1, 50);
            ids.AddRange(answer.Results.Select(result => result.Id));
            offset = answer.NextOffset;
        }
        while (offset.Length > 0);
        Assert.Equal((45, 45), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Nothing_withdrawn_or_unlisted_is_offered()
    {
        var (withdrawn, unlisted) = (Sample.Article(1), Sample.Article(2));
        withdrawn.WithdrawnAt = TimeProvider.System.GetUtcNow();
        typeof(FeedBot.Articles.Article).GetProperty(nameof(unlisted.IsUnlisted))!.SetValue(unlisted, true);
        await _app.StoreAsync(withdrawn, unlisted, Sample.Article(3));
        foreach (var words in (string[])["步道", ""])
        {
            var answer = await _person.WaitForInlineAsync(_person.AskInline(words));
            Assert.Equal("a" + ArticleToken.Format(Sample.Article(3).PublicId), Assert.Single(answer.Results, result => result.Id.StartsWith('a')).Id);
        }
    }

    [Fact]
    public async Task What_may_soon_be_over_is_shared_as_a_link_without_its_words()
    {
        var (urgent, search, over) = (
            Sample.Article(1, "alerts/missing", "古槐路寻人：王秀英，七十九岁"), Sample.Article(2, title: "古槐路走失老人：李秀兰"), Sample.Article(3, "alerts/missing", "古槐路寻人：赵秀芳"));
        urgent.Priority = FeedBot.Catalogue.Priority.Urgent;
        (over.EndedAt, over.EndedAs) = (over.FirstSeenAt.AddHours(1), FeedBot.Catalogue.AlertEnd.Found);
        foreach (var article in (FeedBot.Articles.Article[])[urgent, search, over])
            (article.Summary, article.ContentText) = ("身穿红色棉衣，电话 0537-555-0142。", "身穿红色棉衣，电话 0537-555-0142。");
        await _app.StoreAsync(urgent, search, over);

        var id = _person.AskInline("古槐路");
        var answer = await _person.WaitForInlineAsync(id);
        Assert.Equal(3, answer.Results.Count);
        Assert.All(answer.Results, result => _person.ChooseInline(id, result.Id));
        var shared = _person.Messages.TakeLast(3).ToList();
        foreach (var word in (string[])["秀", "红色棉衣", "0537", "古槐路"])
            Assert.All(shared, message => Assert.DoesNotContain(word, message.Text, StringComparison.Ordinal));
        Assert.All(answer.Results, result => Assert.DoesNotContain("古槐路", string.Concat(result.Urls), StringComparison.Ordinal));
        Assert.Contains("寻人", answer.Results[2].Text, StringComparison.Ordinal);
        foreach (var open in answer.Results.Skip(1))
            Assert.Contains("点开看现在的情况", open.Text, StringComparison.Ordinal);
        Assert.StartsWith("🚨 紧急启事", answer.Results[2].Text, StringComparison.Ordinal);
        Assert.StartsWith("新闻\n来源", answer.Results[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("紧急", answer.Results[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("✅ 已找到", answer.Results[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("点开看", answer.Results[0].Text, StringComparison.Ordinal);
        // A preview of the page would show the person.
        var sent = _telegram.Ledger.Last(call => call.Method == "answerInlineQuery").Parameters!.ToJsonString();
        Assert.DoesNotContain("\"link_preview_options\":{\"url\"", sent.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("https://feeds.example/article/", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("没有这样的词语", "没有找到")]
    [InlineData("nosuchword", "Nothing found")]
    [InlineData("-步道", "没有找到")]
    [InlineData("<b>&\u0001", "Nothing found")]
    public async Task Words_that_find_nothing_say_so(string words, string said)
    {
        var answer = await _person.WaitForInlineAsync(_person.AskInline(words));
        Assert.Empty(answer.Results);
        Assert.Contains(said, answer.ButtonText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_words_the_readers_own_language_counts_and_the_page_is_not_for_others()
    {
        var answer = await _person.WaitForInlineAsync(_person.AskInline(""));
        Assert.True(answer.IsPersonal);
        Assert.Equal("新闻", answer.Results[0].Title);
        var other = _telegram.CreatePrivateChat("Ada", language: "en");
        Assert.Equal("News", (await other.WaitForInlineAsync(other.AskInline(""))).Results[0].Title);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("9999999999")]
    [InlineData("x")]
    public async Task A_forged_page_is_answered_all_the_same(string offset) =>
        Assert.NotNull(await _person.WaitForInlineAsync(_person.AskInline("步道", offset)));
}
