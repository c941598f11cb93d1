using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class MatrixTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = QuietRig.Clock();
    private MatrixServer _server = null!;
    private QuietRig _rig = null!;

    private static AlertMessage Alert => AlertSamples.Missing() with { Alert = 7, Revision = 7 };

    public async ValueTask InitializeAsync()
    {
        _server = await MatrixServer.StartAsync(_time);
        _rig = new QuietRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_sent_without_an_answer_is_repeated_as_the_same_event_even_by_another_process()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        Assert.True(Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(Alert)).MayRepeat);

        await using var next = new QuietRig(_time, _server.Target);
        await next.SentAsync(Alert);

        Assert.Single(_server.Events);
        // Another database counts from one again, with other articles.
        await next.SentAsync(Alert with { ArticleId = Guid.NewGuid() });
        Assert.Equal(2, _server.Events.Count);
    }

    [Fact]
    public async Task A_repetition_with_a_later_state_shows_the_later_state()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        await _rig.SendAsync(Alert with { Title = "旧标题" });

        await _rig.SentAsync(Alert with { Title = "新标题", Revision = 9 });
        Assert.Contains("新标题", Assert.Single(_server.Shown), StringComparison.Ordinal);

        // An article that was corrected while it waited, and was never sent, needs no edit.
        await _rig.SentAsync(Alert with { Title = "另一条", Revision = 9, ArticleId = Guid.NewGuid() });
        Assert.Equal(3, _server.Events.Count);
    }

    [Fact]
    public async Task A_hostile_text_is_only_text()
    {
        const string hostile = "</strong><img src=x onerror=alert(1)> & \"q\" 'x' <a href=\"javascript:alert(1)\">@room</a>";
        var id = await _rig.SentAsync(Alert with { Title = hostile, Summary = hostile });
        await _rig.EditAsync(id, Alert with { Title = hostile, Summary = hostile, Kind = AlertKind.Corrected, Changes = [hostile] });

        var html = _server.Latest(_server.Events[0]).GetProperty("formatted_body").GetString()!;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("<a ").Length - 1);
        Assert.Contains("@room", _server.Shown[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_edits_and_a_withdrawal_is_struck_and_readable()
    {
        var id = await _rig.SentAsync(Alert);

        Assert.Equal(new SendResult.Sent(id), await _rig.EditAsync(id, Alert with { Kind = AlertKind.Corrected, Title = "更正后", Revision = 9 }));
        Assert.Contains("更正后", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.StartsWith("* ", _server.Events[1].Content.GetProperty("body").GetString(), StringComparison.Ordinal);

        Assert.Equal(new SendResult.Sent(id), await _rig.EditAsync(id, Alert with { Kind = AlertKind.Withdrawn, Revision = 11 }, "11-1"));
        Assert.Contains("⛔", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.Contains("<del>寻人", _server.Latest(_server.Events[0]).GetProperty("formatted_body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_was_found_disappears_and_the_reply_stays()
    {
        var id = await _rig.SentAsync(Alert);
        var ended = Alert with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };
        Assert.IsType<SendResult.Sent>(await _rig.AnnounceAsync(id, ended));
        Assert.Equal(id, _server.Events[1].Content.GetProperty("m.relates_to").GetProperty("m.in_reply_to").GetProperty("event_id").GetString());

        Assert.Equal(new SendResult.Sent(id) { Deleted = true }, await _rig.EditAsync(id, ended with { IsForgotten = true, Title = "已找到" }, "12-1"));

        Assert.DoesNotContain("七旬老人", Assert.Single(_server.Shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_down_is_said_and_then_redacted_once_whatever_is_repeated()
    {
        var id = await _rig.SentAsync(Alert);
        var takenDown = Alert with { Kind = AlertKind.Withdrawn, TakenDownBecause = "应本人请求" };
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        Assert.IsType<SendResult.Unknown>(await _rig.EditAsync(id, takenDown));

        Assert.Equal(new SendResult.Sent(id) { Deleted = true }, await _rig.EditAsync(id, takenDown));

        Assert.Contains("应本人请求", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.Equal([id], _server.Redacted);
    }

    [Fact]
    public async Task What_makes_no_sound_is_a_notice()
    {
        await _rig.SentAsync(Alert);
        await _rig.SentAsync(AlertSamples.Ordinary() with { Priority = Priority.Low }, "8-1");

        Assert.Equal(["m.text", "m.notice"], _server.Events.Select(e => e.Content.GetProperty("msgtype").GetString()));
    }

    public static TheoryData<int, string, SendResult> Answers => new()
    {
        { 429, """{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":7500}""", new SendResult.Throttled(TimeSpan.FromSeconds(7.5), false) },
        { 429, """{"errcode":"M_LIMIT_EXCEEDED"}""", new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 401, """{"errcode":"M_UNKNOWN_TOKEN","soft_logout":false}""", new SendResult.ChatResting("the homeserver answered 401 M_UNKNOWN_TOKEN", 7) },
        { 403, """{"errcode":"M_FORBIDDEN"}""", new SendResult.ChatResting("the homeserver answered 403 M_FORBIDDEN", 7) },
        { 413, """{"errcode":"M_TOO_LARGE"}""", new SendResult.Rejected("the homeserver answered 413 M_TOO_LARGE") },
        { 500, """{"errcode":"M_UNKNOWN"}""", new SendResult.Unknown("the target answered 500") { MayRepeat = true } },
        { 200, "<html>sign in</html>", new SendResult.Unknown("the target answered 200 with words that are not its own") { MayRepeat = true } },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int status, string json, SendResult meaning)
    {
        _server.Says = (status, json);

        Assert.Equal(meaning, await _rig.SendAsync(Alert));
    }
}
