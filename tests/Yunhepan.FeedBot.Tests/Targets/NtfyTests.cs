using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class NtfyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = QuietRig.Clock();
    private NtfyServer _server = null!;
    private QuietRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await NtfyServer.StartAsync(_time);
        _rig = new QuietRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_alert_has_a_title_a_button_and_the_priority_of_what_is_urgent()
    {
        await _rig.SentAsync(AlertSamples.Missing());

        var message = Assert.Single(_server.Messages);
        Assert.Equal("🚨 紧急 · 寻人：七旬老人今晨在运河公园走失", message.GetProperty("title").GetString());
        Assert.Equal((5, AlertSamples.Missing().Url), (message.GetProperty("priority").GetInt32(), message.GetProperty("click").GetString()));
        Assert.DoesNotContain("七旬老人今晨在运河公园走失", message.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains($"[阅读原文] {AlertSamples.Missing().Url}", Assert.Single(_server.Shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Priorities_are_those_of_the_message()
    {
        await _rig.SentAsync(AlertSamples.Ordinary());
        await _rig.SentAsync(AlertSamples.Ordinary() with { Priority = Priority.Low }, "8-1");
        await _rig.SentAsync(AlertSamples.Missing() with { IsSilent = true }, "9-1");

        Assert.Equal([3, 2, 2], _server.Messages.Select(m => m.GetProperty("priority").GetInt32()));
    }

    [Fact]
    public async Task A_repetition_and_a_correction_replace_the_notification()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        Assert.True(Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(AlertSamples.Missing())).MayRepeat);
        var id = await _rig.SentAsync(AlertSamples.Missing());
        Assert.Equal(2, _server.Messages.Count);
        Assert.Single(_server.Shown);

        Assert.Equal(new SendResult.Sent(id), await _rig.EditAsync(id, AlertSamples.Missing() with { Kind = AlertKind.Corrected, Title = "更正后" }));
        Assert.Contains("更正后", Assert.Single(_server.Shown), StringComparison.Ordinal);
        await _rig.EditAsync(id, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }, "11-1");
        var withdrawn = Assert.Single(_server.Shown);
        Assert.Contains("⛔", withdrawn, StringComparison.Ordinal);
        Assert.DoesNotContain("http", withdrawn, StringComparison.Ordinal);
    }

    public static TheoryData<int, int, SendResult> Answers => new()
    {
        { 429, 42901, new SendResult.Throttled(TimeSpan.FromSeconds(10), false) },
        { 429, 42908, new SendResult.Throttled(TimeSpan.FromHours(1), false) },
        { 403, 40301, new SendResult.ChatResting("the target answered 403", 7) },
        { 400, 40049, new SendResult.Rejected("ntfy 40049") },
        { 507, 50701, new SendResult.Unknown("the target answered 507") { MayRepeat = true } },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int status, int code, SendResult meaning)
    {
        _server.Says = (status, code);

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }
}
