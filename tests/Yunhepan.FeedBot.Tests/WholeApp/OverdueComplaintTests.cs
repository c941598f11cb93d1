using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The operator sees an overdue complaint everywhere: in <c>/readyz</c>, in the list of complaints and in the log.</summary>
public sealed class OverdueComplaintTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-40, 2, true)]
    [InlineData(-1, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(30, 40, false)]
    public async Task An_overdue_complaint_is_shown_as_such_and_one_that_is_due_later_is_not(int firstDue, int secondDue, bool isOverdue)
    {
        await using var host = await ServiceHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var (db, box) = (scope.ServiceProvider.GetRequiredService<ArticlesDb>(), scope.ServiceProvider.GetRequiredService<ComplaintBox>());
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        Complaint[] complaints = [DueAt(now.AddDays(firstDue)), DueAt(now.AddDays(secondDue))];
        db.Complaints.AddRange(complaints);
        await db.SaveChangesAsync(Cancel);
        var day = $"{complaints[0].DueAt:yyyy-MM-dd}";

        Assert.Equal(
            isOverdue ? ("degraded", $"1 overdue, the oldest since {day}: see feedbot complaints") : ("ok", $"2 open, the next due {day}"),
            await CheckAsync(host));
        List<string> lines = [];
        await foreach (var line in ComplaintsCommand.ListAsync(scope.ServiceProvider, closed: false, count: 10, Cancel))
            lines.Add(line.Text);
        Assert.StartsWith($"complaint {complaints[0].Id}  {(isOverdue ? "OVERDUE since" : "due")} {day}  ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"complaint {complaints[1].Id}  due ", lines[1], StringComparison.Ordinal);

        await box.RemindAsync(Cancel);
        await box.RemindAsync(Cancel);
        string[] said = isOverdue
            ? [$"Warning Complaint {complaints[0].Id} about article {complaints[0].PublicId} is overdue since {complaints[0].DueAt:yyyy-MM-dd'T'HH:mm:ss'Z'}: see feedbot complaints"]
            : [];
        Assert.Equal(said, host.Log.Select(l => l.Trim()));
    }

    private static Complaint DueAt(DateTimeOffset at) =>
        new() { PublicId = Guid.NewGuid(), Title = "寻人启事", Text = "请撤下", At = at.AddDays(-ComplaintBox.DaysToAnswer), DueAt = at };

    private static async Task<(string? Status, string? Detail)> CheckAsync(ServiceHost host)
    {
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        using var client = new HttpClient { BaseAddress = host.BaseUrl };
#pragma warning restore RS0030
        using var answer = await client.GetAsync("/readyz", Cancel);
        // The service works all the same.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var check = json.RootElement.GetProperty("complaints");
        return (check.GetProperty("status").GetString(), check.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
