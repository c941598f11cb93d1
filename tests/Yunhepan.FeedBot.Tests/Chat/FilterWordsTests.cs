using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the texts about filters that are off and about messages that may have arrived before.</summary>
public sealed class FilterWordsTests
{
    private const string Huge = "/(.{0,9}.{0,9}){0,30}q/";

    [Theory]
    [InlineData("zh", "没有起作用的筛选条件：/新.*q/")]
    [InlineData("en", "Not applied: your filter /新.*q/")]
    public void What_comes_because_a_pattern_is_off_says_so(string language, string words)
    {
        var alert = AlertSamples.Ordinary(language) with { SwitchedOff = ["/新.*q/"] };
        Assert.Contains(words, AlertText.Render(alert).Plain, StringComparison.Ordinal);
        Assert.Contains(words, WebMessage.From(alert).Alert!.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(words, AlertText.Render(alert with { SwitchedOff = [] }).Plain, StringComparison.Ordinal);
        var digest = new DigestMessage
        {
            Kind = DigestKind.Daily, Language = language, At = default, Count = 1, SwitchedOff = ["/新.*q/"], Sections = [new DigestSection(null, [alert])],
        };
        Assert.Contains(words, DigestText.Render(digest).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "如果您收到过这条消息")]
    [InlineData("en", "If you have seen this here")]
    public void A_retraction_of_what_may_have_been_sent_does_not_say_that_it_was(string language, string words)
    {
        var alert = AlertSamples.Ordinary(language) with { Kind = AlertKind.Withdrawn, MayBeUnseen = true };
        Assert.Contains(words, AlertText.Render(alert).Plain, StringComparison.Ordinal);
        Assert.Contains(words, WebMessage.From(alert).Alert!.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(words, AlertText.Render(alert with { MayBeUnseen = false }).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "请以这一条为准")]
    [InlineData("en", "please go by this one")]
    public void A_correction_of_what_may_have_been_sent_says_which_one_counts(string language, string words)
    {
        var alert = AlertSamples.Ordinary(language) with { Kind = AlertKind.Corrected, MayBeUnseen = true };
        Assert.Contains(words, AlertText.Render(alert).Plain, StringComparison.Ordinal);
        Assert.Contains(words, WebMessage.From(alert).Alert!.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "没有起作用")]
    [InlineData("en", "not applied")]
    public async Task The_list_names_the_patterns_that_are_off(string language, string words)
    {
        await using var app = await ChatApp.StartAsync();
        await app.SayAsync($"/language {language}");
        await app.SayAsync("关注 新闻 +/新.*闻/", language: language);
        Assert.DoesNotContain(words, (await app.SayAsync("/list", language: language)).Text, StringComparison.Ordinal);
        await app.AskAsync<AlertsDb, int>(async db =>
        {
            var filter = new WordFilter { Key = Huge, Include = [Huge] };
            db.Filters.Add(filter);
            await db.SaveChangesAsync(ChatApp.Cancel);
            return await db.Subscriptions.ExecuteUpdateAsync(set => set.SetProperty(s => s.FilterId, filter.Id), ChatApp.Cancel);
        });

        Assert.Contains(words, (await app.SayAsync("/list", language: language)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "条件要短")]
    [InlineData("en", "must be short")]
    public async Task A_pattern_that_is_refused_is_answered_with_what_it_should_be(string language, string words)
    {
        await using var app = await ChatApp.StartAsync();
        await app.SayAsync($"/language {language}");
        Assert.Contains(words, (await app.SayAsync($"关注 新闻 +{Huge}", language: language)).Text, StringComparison.Ordinal);
    }
}
