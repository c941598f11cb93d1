using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Cli;

/// <c>audit</c>: checks for any interval that everything due was sent, also while the service runs.
internal static class AuditCommand
{
    private static readonly Option<DateTimeOffset?> From = new("--from")
    {
        Description = $"Alerts raised from then on (default: a day ago): {Times.Expected}.",
        HelpName = "TIME",
        CustomParser = Times.Parse,
    };

    private static readonly Option<DateTimeOffset?> To = new("--to")
    {
        Description = "Alerts raised before then (default: now).",
        HelpName = "TIME",
        CustomParser = Times.Parse,
    };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "audit",
            "Proves that what was to alert was raised and every delivery that was due was sent, or says what became of it. Exit code 1 "
            + "when one is missing.",
            (parsed, services, ct) => ReadAsync(services, parsed.GetValue(From), parsed.GetValue(To), ct));
        command.Add(From);
        command.Add(To);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ReadAsync(
        IServiceProvider services, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (start, end) = (from ?? now.AddDays(-1), to ?? now);
        if (start >= end)
            throw new CommandException($"--from ({Times.Write(start)}) must be before --to ({Times.Write(end)})");
        var report = await services.GetRequiredService<AlertAudit>().ReadAsync(start, end, ct);
        foreach (var line in Lines(report))
            yield return line;
    }

    internal static IEnumerable<ReportLine> Lines(AuditReport report)
    {
        yield return new($"{"alert",8}  {"kind",-9}  {"class",-6}  {"sent",8}  {"waiting",8}  {"not sent",8}  {"missing",8}  title")
        {
            Data = report,
            IsFault = !report.IsBalanced,
        };
        foreach (var line in report.Alerts.SelectMany(Lines))
            yield return line;
        var (sent, waiting) = (report.Alerts.Sum(a => a.Sent), report.Alerts.Sum(a => a.Waiting.Values.Sum()));
        var (notSent, missing) = (report.Alerts.Sum(NotSent), report.Alerts.Sum(a => a.Missing.Count));
        var due = sent + waiting + notSent + missing;
        yield return new(
            $"{report.Alerts.Count} alerts, {due} deliveries due: {sent} sent, {waiting} waiting, {notSent} not sent for a known reason, {
                missing} missing");
        foreach (var unraised in report.Unraised.GroupBy(u => u.Because).OrderBy(g => g.Key))
            yield return new(
                $"{unraised.Count()} revisions that were to alert have no alert: {Reason(unraised.Key)} ({Numbers(unraised)})");
    }

    private static IEnumerable<ReportLine> Lines(AlertAccount alert)
    {
        const int depth = 5;
        var waiting = alert.Waiting.Values.Sum();
        yield return new(
            $"{alert.Revision,8}  {alert.What,-9}  {alert.Priority,-6}  {alert.Sent,8}  {waiting,8}  {NotSent(alert),8}  {
                alert.Missing.Count,8}  {alert.Title}");
        if (alert.OpenLanes > 0)
            yield return new($"{alert.OpenLanes} lanes are still going through its audience", depth);
        foreach (var (outcome, count) in alert.Outcomes.Where(o => o.Key is not (DeliveryOutcome.Sent or DeliveryOutcome.Digested)))
            yield return new($"{count} {outcome}", depth);
        foreach (var (hold, count) in alert.Waiting)
            yield return new($"{count} waiting: {hold}", depth);
        if (alert.Missing.Count > 0)
            yield return new($"missing: subscribers {string.Join(", ", alert.Missing)}", depth);
    }

    private static int NotSent(AlertAccount alert) => alert.Outcomes.Values.Sum() - alert.Sent;

    private static string Reason(UnraisedBecause because) => because switch
    {
        UnraisedBecause.NotReadYet => "the log has not been read that far",
        UnraisedBecause.TooOld => "published too long ago, or read too late",
        UnraisedBecause.Withdrawn => "the article was withdrawn",
        UnraisedBecause.NeverTold => "nobody received the article",
        UnraisedBecause.TooLateToCorrect => "sent messages are no longer changed",
        UnraisedBecause.Unknown => "MISSING, for no known reason",
        _ => throw new ArgumentOutOfRangeException(nameof(because), because, "No text is defined for this reason."),
    };

    private static string Numbers(IEnumerable<UnraisedRevision> unraised)
    {
        const int most = 5;
        var numbers = unraised.Select(u => u.Revision).ToList();
        return string.Join(", ", numbers.Take(most)) + (numbers.Count > most ? ", …" : "");
    }
}
