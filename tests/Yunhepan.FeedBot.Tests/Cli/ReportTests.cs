using System.Globalization;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Tests the common behaviour of explain, trace, audit, dead-letters, takedowns and complaints.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task People_read_the_text_indented_below_what_it_belongs_to()
    {
        var (text, exitCode) = await PrintAsync(asJson: false, new ReportLine($"古槐路恢复通车") { Data = new { Number = 1 } }, new ReportLine($"sent {1234.5}", 2));

        Assert.Equal("古槐路恢复通车\n    sent 1234.5\n", text);
        Assert.Equal(ExitCodes.Done, exitCode);
    }

    [Fact]
    public async Task Numbers_are_written_alike_whatever_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Assert.Equal("0.5 of 1000", new ReportLine($"{0.5} of {1000}").Text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Scripts_read_an_object_a_line_with_chinese_as_it_is_and_nothing_that_is_for_people_alone()
    {
        var at = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));
        var letter = new DeadLetter(7, 3, new ChatAddress("telegram", "1", "99"), AlertKind.New, DeliveryOutcome.GivenUp, "no answer", 4, at, "New", "寻人：<老人>走失", "chat 3 (telegram 99)");

        var (text, _) = await PrintAsync(asJson: true, new ReportLine($"one") { Data = letter }, new ReportLine($"1 dead letter."));

        var line = Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("寻人：<老人>走失", line, StringComparison.Ordinal);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(("GivenUp", "2026-11-28T09:00:00+08:00"), (json.GetProperty("outcome").GetString(), json.GetProperty("at").GetString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_that_says_a_fault_fails_the_command_in_either_form(bool asJson)
    {
        var (_, exitCode) = await PrintAsync(asJson, new ReportLine($"fine"), new ReportLine($"missing") { IsFault = true }, new ReportLine($"fine"));

        Assert.Equal(ExitCodes.Failed, exitCode);
    }

    [Fact]
    public void An_audit_that_misses_a_delivery_is_a_fault_and_one_that_has_all_is_none()
    {
        var now = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
        var alert = new AlertAccount
        {
            Revision = 5, Kind = AlertKind.New, What = "New", Priority = Priority.Urgent, RaisedAt = now, Title = "停水", OpenLanes = 0, Missing = [],
            Outcomes = new Dictionary<DeliveryOutcome, int> { [DeliveryOutcome.Sent] = 2 }, Waiting = new Dictionary<HoldKind, int>(),
        };

        var balanced = AuditCommand.Lines(new AuditReport(now, now, [alert])).ToList();
        var missing = AuditCommand.Lines(new AuditReport(now, now, [alert with { Missing = [8] }])).ToList();

        Assert.DoesNotContain(balanced, line => line.IsFault);
        Assert.Contains(missing, line => line.IsFault);
        Assert.Contains(missing, line => line.Text == "          missing: subscribers 8");
        Assert.EndsWith("1 alerts, 3 deliveries due: 2 sent, 0 waiting, 0 not sent for a known reason, 1 missing", missing[^1].Text, StringComparison.Ordinal);
    }

    private static async Task<(string Text, int ExitCode)> PrintAsync(bool asJson, params ReportLine[] lines)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var exitCode = await ReportPrinter.PrintAsync(lines.ToAsyncEnumerable(), asJson, output);
        return (output.ToString(), exitCode);
    }
}
