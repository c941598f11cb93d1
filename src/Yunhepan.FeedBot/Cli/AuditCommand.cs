using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>audit</c>: sent = due, for any interval, also while the service runs.</summary>
internal static class AuditCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
    };

    public static Command Create()
    {
        var from = new Option<DateTimeOffset?>(
            "--from") { Description = $"Alerts raised from then on (default: a day ago): {Times.Expected}.", HelpName = "TIME",
            CustomParser = Times.Parse };
        var to = new Option<DateTimeOffset?>(
            "--to") { Description = "Alerts raised before then (default: now).", HelpName = "TIME", CustomParser = Times.Parse };
        var command = new Command(
            "audit",
            "Proves that what was to alert was raised and every delivery that was due was sent, or says what became of it. Exit code 1 "
            + "when one is missing.")
        {
            from, to, ServiceOptions.Data, ServiceOptions.Json,
        };
        command.SetAction((parsed, ct) => StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, async services =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var report = await services.GetRequiredService<AlertAudit>()
                .ReadAsync(parsed.GetValue(from) ?? now.AddDays(-1), parsed.GetValue(to) ?? now, ct);
            await Console.Out.WriteLineAsync(parsed.GetValue(ServiceOptions.Json) ? JsonSerializer.Serialize(report, Json) : Table(report));
            return report.IsBalanced ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    internal static string Table(AuditReport report)
    {
        List<string> lines =
            [string.Create(
                CultureInfo.InvariantCulture,
                $"{"alert",8}  {"kind",-9}  {"class",-6}  {"sent",8}  {"waiting",8}  {"not sent",8}  {"missing",8}  title")];
        foreach (var alert in report.Alerts)
        {
            var waiting = alert.Waiting.Values.Sum();
            var notSent = alert.Outcomes.Values.Sum() - alert.Sent;
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{alert.Revision,8}  {alert.Kind,-9}  {alert.Priority,-6}  {alert.Sent,8}  {waiting,8}  {notSent,8}  "
                + $"{alert.Missing.Count,8}  {alert.Title}"));
            lines.AddRange(Details(alert));
        }

        var due = report.Alerts.Sum(a => a.Outcomes.Values.Sum() + a.Waiting.Values.Sum() + a.Missing.Count);
        lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Alerts.Count} alerts, {due} deliveries due: {report.Alerts.Sum(
                a => a.Sent)} sent, {report.Alerts.Sum(a => a.Waiting.Values.Sum())} waiting, "
            + $"{report.Alerts.Sum(
                a => a.Outcomes.Values.Sum() - a.Sent)} not sent for a known reason, {report.Alerts.Sum(a => a.Missing.Count)} missing"));
        lines.AddRange(report.Unraised.GroupBy(u => u.Because).OrderBy(g => g.Key).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Count()} revisions that were to alert have no alert: {Reason(group.Key)} ({Named(group)})")));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Reason(UnraisedBecause because) => because switch
    {
        UnraisedBecause.NotReadYet => "the log has not been read as far",
        UnraisedBecause.TooOld => "published too long ago, or read too late",
        UnraisedBecause.Withdrawn => "the article was withdrawn",
        UnraisedBecause.NeverTold => "nobody had been told of the article",
        UnraisedBecause.TooLateToCorrect => "sent messages are not changed any more",
        _ => "MISSING, for no known reason",
    };

    private static string Named(IEnumerable<UnraisedRevision> unraised)
    {
        const int most = 5;
        var numbers = unraised.Select(u => u.Revision).ToList();
        return string.Join(", ", numbers.Take(most)) + (numbers.Count > most ? ", …" : "");
    }

    private static IEnumerable<string> Details(AlertAccount alert)
    {
        if (alert.OpenLanes > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{"",10}{alert.OpenLanes} lanes are still walking its audience");
        foreach (var (outcome, count) in alert.Outcomes.Where(o => o.Key is not (DeliveryOutcome.Sent or DeliveryOutcome.Digested)))
            yield return string.Create(CultureInfo.InvariantCulture, $"{"",10}{count} {outcome}");
        foreach (var (hold, count) in alert.Waiting)
            yield return string.Create(CultureInfo.InvariantCulture, $"{"",10}{count} waiting: {hold}");
        if (alert.Missing.Count > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{"",10}missing: subscribers {string.Join(", ", alert.Missing)}");
    }
}
