using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Questions;

/// <summary>A publisher with a desk, the one above it with another, and operators, all in the web chat; time moves by hand.</summary>
internal sealed class QuestionRig : IAsyncDisposable
{
    public const string Desk = "desk", Above = "above", Operator = "operator";

    private QuestionRig(ChatApp app, FakeTimeProvider time) => (App, Time) = (app, time);

    public ChatApp App { get; }

    public FakeTimeProvider Time { get; }

    public static SourceCatalogue Catalogue(params OperatorChat[] desk) => new()
    {
        Site = new Site(),
        Publishers =
        [
            new Publisher { Id = "jn", Name = LocalisedName.Same("济宁"), Desk = [new OperatorChat("web", Above)] },
            new Publisher { Id = "jn-police", ParentId = "jn", Name = LocalisedName.Same("济宁公安"), Desk = desk },
        ],
        Operators = [new OperatorChat("web", Operator)],
    };

    public static async Task<QuestionRig> StartAsync(params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 4, 0, 0, TimeSpan.Zero));
        var rig = new QuestionRig(await ChatApp.StartAsync(0, settings, time, Catalogue(new OperatorChat("web", Desk))), time);
        foreach (var chat in (string[])[Desk, Above, Operator])
            await rig.App.SayAsync("/help", chat);
        return rig;
    }

    /// <summary>Stores an article of the publisher and returns the word by which buttons name it.</summary>
    public async Task<string> StoreAsync(int number, string title, Action<Article>? change = null)
    {
        var article = Sample.Article(number, title: title);
        article.PublisherId = "jn-police";
        change?.Invoke(article);
        await App.StoreAsync(article);
        return ArticleToken.Format(article.PublicId);
    }

    /// <summary>Asks, and returns the number of the question that was sent.</summary>
    public async Task<long> AskAsync(string words, string chat = "asker")
    {
        var answer = await App.SayAsync($"/ask p_jn-police {words}", chat);
        Assert.Contains("已交给", answer.Text, StringComparison.Ordinal);
        return await App.AskAsync<AlertsDb, long>(db => db.Questions.MaxAsync(q => q.Id, ChatApp.Cancel));
    }

    public async Task DeliverAsync(TimeSpan? after = null)
    {
        if (after is { } span)
            Time.Advance(span);
        await App.AskAsync<QuestionCare, bool>(async care =>
        {
            await care.RunAsync(ChatApp.Cancel);
            return true;
        });
        await App.Services.GetRequiredService<QuestionOutbox>().RunAsync(ChatApp.Cancel);
    }

    /// <summary>Everything that was sent to a chat about questions, in order.</summary>
    public async Task<IReadOnlyList<string>> HeardAsync(string chat) => await App.AskAsync<AlertsDb, IReadOnlyList<string>>(async db =>
        [.. (await db.Transcript.AsNoTracking().Where(e => e.ChatId == chat && e.Side == TranscriptSide.Bot).OrderBy(e => e.Id).ToListAsync(ChatApp.Cancel))
            .Select(e => FeedBot.Chat.Web.WebMessage.Parse(e.Json)!).Select(m => string.Concat(m.Spans.Select(s => s.Text)))]);

    public Task<Question> QuestionAsync(long number) =>
        App.AskAsync<AlertsDb, Question>(db => db.Questions.AsNoTracking().SingleAsync(q => q.Id == number, ChatApp.Cancel));

    public async Task<Subscriber> ChatAsync(string chat) =>
        (await App.AskAsync<SubscriberStore, Subscriber?>(store => store.FindAsync(new ChatAddress("web", "web", chat), ChatApp.Cancel)))!;

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
