using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed class ConversationTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Start_welcomes_and_offers_topics_by_button()
    {
        var welcome = await _app.SayAsync("/start");
        Assert.Contains("欢迎", welcome.Text, StringComparison.Ordinal);

        var tapped = await _app.SayAsync(welcome.ActionOf("健康"), button: true);

        Assert.Equal(ReplyPlace.ReplacesKeyboard, tapped.Reply.Place);
        Assert.Contains(tapped.Buttons, button => button.Label == "✓ 健康");
        Assert.Equal(["health"], await _app.FollowedAsync(Person));
        await _app.SayAsync(tapped.ActionOf("健康"), button: true);
        Assert.Empty(await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task A_deep_link_follows_its_topic_at_once()
    {
        var answer = await _app.SayAsync("/start c_alerts_missing");
        Assert.Contains("已关注“寻人”", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["alerts/missing"], await _app.FollowedAsync(Person));
    }

    [Theory]
    [InlineData("/follow 健康")]
    [InlineData("／follow 健康")]
    [InlineData("/关注 健康")]
    [InlineData("关注 健康")]
    [InlineData("关注健康")]
    [InlineData("订阅　健康")]
    [InlineData("/FOLLOW health")]
    [InlineData("follow c_health")]
    public async Task Following_works_however_it_is_written(string text)
    {
        var answer = await _app.SayAsync(text);
        Assert.Contains("已关注“健康”", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["health"], await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task A_name_that_several_topics_share_asks_which_one()
    {
        var several = await _app.SayAsync("/follow 新");
        Assert.True(several.Buttons.Count > 1, several.Text);
        Assert.Empty(await _app.FollowedAsync(Person));
        await _app.SayAsync(several.ActionOf("新闻 · 分类"), button: true);
        Assert.Contains("news", await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task A_topic_below_a_followed_one_is_included_already()
    {
        await _app.SayAsync("/follow 警示");
        var answer = await _app.SayAsync("/follow 寻人");
        Assert.Contains("已经包含“寻人”", answer.Text, StringComparison.Ordinal);
        var inside = await _app.SayAsync("topics c_alerts", button: true);
        Assert.Contains(inside.Buttons, button => button.Label.StartsWith('✓') && button.Label.Contains("寻人", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Free_text_that_names_a_topic_offers_to_follow_it()
    {
        var answer = await _app.SayAsync("健康");
        Assert.Contains("要关注“健康”吗", answer.Text, StringComparison.Ordinal);
        Assert.Empty(await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task Unfollowing_works_by_name_by_button_and_for_all_after_a_question()
    {
        foreach (var topic in new[] { "健康", "新闻", "警示" })
            await _app.SayAsync("/follow " + topic);
        Assert.Contains("已取消关注“健康”", (await _app.SayAsync("退订健康")).Text, StringComparison.Ordinal);
        var list = await _app.SayAsync("列表");
        Assert.Contains("2 个主题", list.Text, StringComparison.Ordinal);
        var shorter = await _app.SayAsync(list.ActionOf("新闻"), button: true);
        Assert.Equal(ReplyPlace.ReplacesMessage, shorter.Reply.Place);
        await _app.SayAsync("/follow 新闻");

        var question = await _app.SayAsync("退订 全部");
        Assert.Equal(2, (await _app.FollowedAsync(Person)).Count);
        await _app.SayAsync(question.ActionOf("全部取消"), button: true);
        Assert.Empty(await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task Latest_shows_articles_of_a_topic_newest_first()
    {
        await _app.StoreAsync(Sample.Article(1), Sample.Article(2), Sample.Article(3, "health"));
        var all = await _app.SayAsync("最新");
        Assert.True(all.Text.IndexOf("第3号", StringComparison.Ordinal) < all.Text.IndexOf("第2号", StringComparison.Ordinal), all.Text);
        Assert.DoesNotContain("第3号", (await _app.SayAsync("/latest 新闻 5")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("第1号", (await _app.SayAsync("/latest 新闻 1")).Text, StringComparison.Ordinal);
        Assert.Contains("来源：运河晚报（济宁新闻网转载）", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_asks_first_keeps_the_topics_and_start_resumes()
    {
        await _app.SayAsync("/follow 健康");
        var question = await _app.SayAsync("/stop");
        Assert.Equal(SubscriberState.Active, (await SubscriberAsync())!.State);
        await _app.SayAsync(question.ActionOf("停止"), button: true);
        Assert.Equal(SubscriberState.Stopped, (await SubscriberAsync())!.State);

        Assert.Contains("提醒已停止", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Stopped, (await SubscriberAsync())!.State);
        Assert.Contains("欢迎回来", (await _app.SayAsync("/start")).Text, StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Active, (await SubscriberAsync())!.State);
        Assert.Equal(["health"], await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task The_language_is_that_of_first_contact_until_it_is_changed()
    {
        Assert.Contains("Welcome!", (await _app.SayAsync("/start", language: "de")).Text, StringComparison.Ordinal);
        Assert.Contains("You now follow Health", (await _app.SayAsync("/follow health", language: "zh")).Text, StringComparison.Ordinal);
        Assert.Contains("中文", (await _app.SayAsync("/language zh")).Text, StringComparison.Ordinal);
        Assert.Contains("健康", (await _app.SayAsync("/list", language: "de")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_gets_a_short_answer_and_none_an_error()
    {
        var random = new Random(7);
        string[] parts = ["/", "follow", "关注", "c_", "c-xx", "topics", "list -", "\ud83d", "😀", " ", "　", "0", "99999999999", "<b>", "toggle", "\0", "all yes",
            "quiet ", "digest ", "mute ", "settings ", "why ", "search ", "read ", "less ", "word ", "feed", "22:00-7:00", "每周五", "urgent on", "1d"];
        for (var i = 0; i < 150; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + (i % 6)).Select(_ => parts[random.Next(parts.Length)]));
            var answer = await _app.SayAsync(text, button: i % 2 == 0);
            Assert.True(answer.Text.Length + answer.Buttons.Count + (answer.Reply.Notice?.Length ?? 0) > 0, text);
        }

        Assert.Contains("太长", (await _app.SayAsync(new string('长', 5000), chatId: "new")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_says_what_it_is_for_within_the_rules_of_the_platforms()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<IChatCommand>().ToList();
        var words = commands.SelectMany(command => command.Aliases.Prepend(command.Name)).ToList();
        Assert.Equal(words.Count, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var command in commands)
        {
            Assert.Matches("^[a-z0-9_]{1,32}$", command.Name);
            foreach (var texts in ChatTexts.All)
                Assert.InRange(command.Describe(texts).Length, 1, 256);
        }

        var help = (await _app.SayAsync("/help")).Text;
        Assert.All(commands.Where(command => command.IsListed), command => Assert.Contains($"/{command.Name} ", help, StringComparison.Ordinal));
        Assert.DoesNotContain("toggle", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alerts/missing")]
    [InlineData("jnnews.tv")]
    [InlineData("a_b")]
    [InlineData("济宁")]
    [InlineData("a-very-long-identifier/with-many-levels/and-more-of-them/until-no-button-could-hold-it/any-more")]
    public void Every_topic_fits_into_a_button_and_a_deep_link_and_is_found_again(string id)
    {
        foreach (var kind in Enum.GetValues<TopicKind>())
        {
            var topic = new Topic(new TopicKey(kind, id), null, new LocalisedName("名", "name"), Priority.Normal);
            var token = TopicToken.Format(topic.Key);
            Assert.Matches("^[A-Za-z0-9_-]{1,64}$", token);
            Assert.InRange(Encoding.UTF8.GetByteCount($"unfollow {token}"), 1, ChatButton.MaxActionBytes);
            Assert.Same(topic, TopicToken.Find(token, [topic]));
        }
    }

    private Task<Subscriber?> SubscriberAsync() => _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel));
}
