using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Articles.Complaints;

/// <summary>A summary of the open complaints.</summary>
/// <param name="Open">The number of complaints that wait for an answer.</param>
/// <param name="Overdue">The number of these that are overdue.</param>
/// <param name="NextDueAt">When the oldest one must be answered; null if there is none.</param>
public sealed record ComplaintsDue(int Open, int Overdue, DateTimeOffset? NextDueAt);

/// <summary>
/// Stores complaints about articles: anybody can file them, and the operator answers each within <see cref="DaysToAnswer"/> days.
/// Scoped, like its context.
/// </summary>
public sealed partial class ComplaintBox(ArticlesDb db, TimeProvider time, ILogger<ComplaintBox> logger)
{
    public const int DaysToAnswer = 30;

    /// <summary>The maximum length of a complaint in characters.</summary>
    public const int LongestText = 4_000;

    /// <summary>The maximum length of a contact in characters.</summary>
    public const int LongestContact = 200;

    /// <summary>The maximum number of open complaints: anybody can write here, and nobody could read more.</summary>
    public const int MostOpen = 5_000;

    /// <summary>Files a complaint; returns null if there are too many open ones.</summary>
    public async Task<Complaint?> FileAsync(Article article, string text, string? contact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (await db.Complaints.CountAsync(c => c.Outcome == ComplaintOutcome.Open, cancellationToken) >= MostOpen)
        {
            LogFull(MostOpen);
            return null;
        }

        var now = time.GetUtcNow();
        var complaint = new Complaint
        {
            PublicId = article.PublicId, Title = article.Title, Text = text, Contact = contact, At = now, DueAt = now.AddDays(DaysToAnswer),
        };
        db.Complaints.Add(complaint);
        await db.SaveChangesAsync(cancellationToken);
        LogFiled(complaint.Id, complaint.PublicId, complaint.DueAt);
        return complaint;
    }

    /// <summary>Returns the open complaints by due date or, if asked for, the closed ones, most recently closed first.</summary>
    public async Task<IReadOnlyList<Complaint>> ListAsync(bool closed, int count, CancellationToken cancellationToken)
    {
        var complaints = db.Complaints.AsNoTracking();
        var asked = closed
            ? complaints.Where(c => c.Outcome != ComplaintOutcome.Open).OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id)
            : complaints.Where(c => c.Outcome == ComplaintOutcome.Open).OrderBy(c => c.DueAt).ThenBy(c => c.Id);
        return await asked.Take(count).ToListAsync(cancellationToken);
    }

    public async Task<ComplaintsDue> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = db.Complaints.Where(c => c.Outcome == ComplaintOutcome.Open);
        return new ComplaintsDue(
            await open.CountAsync(cancellationToken),
            await open.CountAsync(c => c.DueAt < now, cancellationToken),
            await open.MinAsync(c => (DateTimeOffset?)c.DueAt, cancellationToken));
    }

    public Task<Complaint?> FindAsync(long id, CancellationToken cancellationToken) =>
        db.Complaints.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    /// <summary>Closes an open complaint; in the same transaction its article is taken down or left.</summary>
    /// <returns>The outcome of the takedown; null if the complaint was rejected or its article no longer exists.</returns>
    public async Task<TakedownOutcome?> CloseAsync(
        long id, ComplaintOutcome outcome, TakedownOrder order, TakedownDesk desk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(desk);
        var complaint = await db.Complaints.SingleAsync(c => c.Id == id, cancellationToken);
        (complaint.Outcome, complaint.ClosedAt) = (outcome, time.GetUtcNow());
        order = order with { ComplaintId = id };
        TakedownOutcome? done = null;
        var article = await db.Articles.AsNoTracking().SingleOrDefaultAsync(a => a.PublicId == complaint.PublicId, cancellationToken);
        if (outcome == ComplaintOutcome.TakenDown && article is not null)
            done = await desk.TakeDownAsync(article.PublicId, order, cancellationToken);
        else if (outcome == ComplaintOutcome.Rejected)
            db.OperatorActs.Add(Rejection(complaint, article, order));
        await db.SaveChangesAsync(cancellationToken);
        return done;
    }

    /// <summary>Logs each overdue complaint once.</summary>
    public async Task RemindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var overdue = await db.Complaints.Where(c => c.Outcome == ComplaintOutcome.Open && !c.IsReminded && c.DueAt < now)
            .OrderBy(c => c.Id).Take(100).ToListAsync(cancellationToken);
        foreach (var complaint in overdue)
        {
            complaint.IsReminded = true;
            LogOverdue(complaint.Id, complaint.PublicId, complaint.DueAt);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private OperatorAct Rejection(Complaint complaint, Article? article, TakedownOrder order) => new()
    {
        At = time.GetUtcNow(),
        By = order.By,
        Kind = OperatorActKind.ComplaintRejected,
        PublicId = complaint.PublicId,
        SourceId = article?.SourceId ?? "",
        Title = complaint.Title,
        Url = article?.Url,
        Reason = order.Reason.Length > 0 ? order.Reason : null,
        Note = order.Note,
        ComplaintId = complaint.Id,
    };

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Complaint {Id} about article {Article} was filed and must be answered by {DueAt}: see feedbot complaints")]
    private partial void LogFiled(long id, Guid article, ShownTime dueAt);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Complaint {Id} about article {Article} is overdue since {DueAt}: see feedbot complaints")]
    private partial void LogOverdue(long id, Guid article, ShownTime dueAt);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Most} complaints are open: more are refused until some are closed (see feedbot complaints)")]
    private partial void LogFull(int most);
}
