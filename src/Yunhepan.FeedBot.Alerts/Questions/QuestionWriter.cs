using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Writes a post as a message for one chat, at the moment at which it is sent. Scoped, like its context.</summary>
internal sealed class QuestionWriter(AlertsDb db, ArticleReader articles, AlertMessages messages, CurrentTopics topics)
{
    private const int MostListed = 20, LongestBeginning = 60;

    /// <summary>Returns the message; null if there is nothing to say any more.</summary>
    public async Task<OutgoingMessage?> WriteAsync(
        QuestionDelivery delivery, Subscriber chat, bool isSilent, CancellationToken cancellationToken)
    {
        var question = await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == delivery.QuestionId, cancellationToken);
        var post = await db.QuestionPosts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == delivery.PostId, cancellationToken);
        if (question is null || post is null || IsOutdated(question, post, delivery))
            return null;
        var waiting = post.Step == QuestionStep.Reminder ? await WaitingAsync(question.DeskId, chat.Id, cancellationToken) : [];
        if (post.Step == QuestionStep.Reminder && waiting.Count == 0)
            return null;
        var publisher = question.PublisherId is { Length: > 0 } id ? topics.Tree.Find(TopicKind.Publisher, id) : null;
        var name = publisher?.Name ?? topics.Tree.Site.Title;
        var content = new QuestionMessage(post.Step, delivery.IsToDesk, question.Id, name.For(chat.Language), chat.Language)
        {
            IsVerified = publisher is { IsVerified: true },
            Article = await ArticleAsync(question, chat, cancellationToken),
            Text = post.Text,
            IsUrgent = question.IsUrgent,
            IsHandedUp = question.HandedUpAt is not null,
            Waiting = waiting,
            IsSilent = isSilent,
        };
        return new OutgoingMessage.AboutQuestion(content)
        {
            DeliveryId = $"question-{question.Id}-{post.Id}-{chat.Id}", Earlier = await EarlierAsync(delivery, cancellationToken),
        };
    }

    // What was closed before the desk saw it needs no answer.
    private static bool IsOutdated(Question question, QuestionPost post, QuestionDelivery delivery) => question.State switch
    {
        QuestionState.Closed => delivery.IsToDesk && post.Step is QuestionStep.Asked or QuestionStep.Added or QuestionStep.HandedUp,
        QuestionState.Open or QuestionState.Answered => false,
        QuestionState.Draft => true,
        _ => throw new System.Diagnostics.UnreachableException($"unknown state {question.State}"),
    };

    private async Task<IReadOnlyList<(long Number, string Beginning)>> WaitingAsync(
        string deskId, long chatId, CancellationToken cancellationToken)
    {
        var rows = await db.Questions
            .Where(q => q.DeskId == deskId && q.WaitsSince != null
                && db.QuestionDeliveries.Any(d => d.QuestionId == q.Id && d.IsToDesk && d.SubscriberId == chatId))
            .OrderBy(q => q.WaitsSince).Take(MostListed)
            .Select(q => new
            {
                q.Id, Text = db.QuestionPosts.Where(p => p.QuestionId == q.Id && p.Step == QuestionStep.Asked).Select(p => p.Text).First(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Id, r.Text.Length <= LongestBeginning ? r.Text : r.Text[..(LongestBeginning - 1)] + "…"))];
    }

    private async Task<(string Title, string? Url)?> ArticleAsync(Question question, Subscriber chat, CancellationToken cancellationToken)
    {
        if (question.ArticleId is not { } id || await articles.FindAsync(id, cancellationToken) is not { WithdrawnAt: null } article)
            return null;
        var shown = messages.ForArticle(article, chat);
        return (shown.Title, shown.PageUrl ?? shown.Url);
    }

    private async Task<EarlierMessage?> EarlierAsync(QuestionDelivery delivery, CancellationToken cancellationToken)
    {
        var first = await db.QuestionDeliveries.AsNoTracking()
            .Where(d => d.QuestionId == delivery.QuestionId && d.SubscriberId == delivery.SubscriberId && d.Id < delivery.Id
                && d.MessageId != null)
            .OrderBy(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        return first is { MessageId: { } messageId, SentAt: { } at } ? new EarlierMessage(messageId, at) : null;
    }
}
