using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the links by which pages lead to the chats: <c>/start</c> of the bot, and the web chat.</summary>
public sealed class ChatLinkTests
{
    [Theory]
    [InlineData(TopicKind.Category, "alerts/missing", "寻人")]
    [InlineData(TopicKind.Publisher, "jn-police", "济宁公安")]
    [InlineData(TopicKind.Region, "jining/rencheng", "任城区")]
    [InlineData(TopicKind.Source, "jnnews.tv", "济宁新闻网")]
    public async Task A_link_to_the_web_chat_offers_and_one_to_the_bot_follows(TopicKind kind, string id, string name)
    {
        await using var app = await ChatApp.StartAsync();
        var start = TopicStart.Format(new TopicKey(kind, id));
        Assert.Matches("^[A-Za-z0-9_-]{1,58}$", start);

        var offer = await app.SayAsync("open " + start, button: true);

        Assert.Contains($"要关注“{name}”吗", offer.Text, StringComparison.Ordinal);
        Assert.Empty(await app.FollowedAsync(new ChatAddress("web", "web", "person")));
        await app.SayAsync(offer.ActionOf("关注"), button: true);
        Assert.Equal([id], await app.FollowedAsync(new ChatAddress("web", "web", "person")));
        await app.SayAsync("/start " + start, "other");
        Assert.Equal([id], await app.FollowedAsync(new ChatAddress("web", "web", "other")));
    }

    [Theory]
    [InlineData("步道")]
    [InlineData("运河 步道")]
    public async Task A_link_to_a_word_shows_what_was_found_and_follows_it_by_a_button(string words)
    {
        await using var app = await ChatApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        foreach (var command in (string[])["open", "/start"])
        {
            var found = await app.SayAsync($"{command} {TopicStart.FormatWord(words)}", button: command == "open");
            Assert.Contains("第1号消息", found.Text, StringComparison.Ordinal);
            Assert.Equal($"word {words}", found.ActionOf("关注"));
        }
    }

    [Fact]
    public async Task A_link_to_an_article_shows_it_in_the_web_chat()
    {
        await using var app = await ChatApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        var shown = await app.SayAsync("open " + ReadAction.StartOf(Sample.Article(1).PublicId), button: true);
        Assert.Contains("第1段步道已经开放", shown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c_no-such")]
    [InlineData("word_")]
    [InlineData("word_!!")]
    [InlineData("word_AAAA")]
    [InlineData("read_x")]
    public async Task A_broken_link_is_answered_in_words(string start)
    {
        await using var app = await ChatApp.StartAsync();
        var said = (await app.SayAsync("open " + start, button: true)).Reply;
        Assert.True((said.Notice ?? said.Text.Plain).Length > 3);
        Assert.Empty(await app.FollowedAsync(new ChatAddress("web", "web", "person")));
    }

    [Fact]
    public void Words_that_are_too_long_for_a_link_have_none() =>
        Assert.Null(TopicStart.FormatWord(new string('词', 20)));
}
