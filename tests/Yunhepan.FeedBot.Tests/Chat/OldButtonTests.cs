using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A button of yesterday's message is pressed again, or its words are written: what is so now is said.</summary>
public sealed class OldButtonTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("mute -c_health", "zh", "“健康”现在没有静音。")]
    [InlineData("mute -s_gone", "zh", "它现在没有静音。")]
    [InlineData("mute -w-AAAAAAAAAAAAAAAA", "zh", "它现在没有静音。")]
    [InlineData("mute -c_health", "en", "Health is not muted.")]
    [InlineData("mute -w-AAAAAAAAAAAAAAAA", "en", "It is not muted.")]
    [InlineData("digest -c_health", "zh", "您没有关注“健康”。")]
    [InlineData("digest +c_health", "zh", "您没有关注“健康”。")]
    [InlineData("digest -c_gone", "zh", "您没有关注它。")]
    [InlineData("digest +c_health", "en", "You do not follow Health.")]
    [InlineData("digest +w-AAAAAAAAAAAAAAAA", "en", "You do not follow it.")]
    public async Task A_topic_that_is_not_muted_or_followed_any_more_is_said_to_be_just_that(string action, string language, string said)
    {
        await _app.SayAsync("/follow news", language: language);

        var answer = await _app.SayAsync(action, button: true);

        Assert.Equal(said, answer.Reply.Notice);
    }

    [Fact]
    public async Task A_name_that_is_written_in_place_of_a_button_means_the_same()
    {
        await _app.SayAsync("/follow 健康");
        Assert.StartsWith("“健康”已放进汇总。", (await _app.SayAsync("汇总 +健康")).Text, StringComparison.Ordinal);
        Assert.StartsWith("“健康”改为马上发。", (await _app.SayAsync("汇总 -健康")).Text, StringComparison.Ordinal);

        await _app.SayAsync("静音 新闻");
        Assert.StartsWith("“新闻”已解除静音", (await _app.SayAsync("静音 -新闻")).Text, StringComparison.Ordinal);
        Assert.StartsWith("“新闻”现在没有静音。", (await _app.SayAsync("静音 -新闻")).Text, StringComparison.Ordinal);

        var chat = (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;
        Assert.Empty(await _app.AskAsync<MutedTopics, IReadOnlyList<MutedTopic>>(all => all.ListAsync(chat, ChatApp.Cancel)));
    }
}
