using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class BarkTests : IAsyncLifetime
{
    private BarkServer _server = null!;
    private QuietRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await BarkServer.StartAsync();
        _rig = new QuietRig(TimeProvider.System, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_urgent_passes_the_focus_but_rings_on_no_muted_device()
    {
        await _rig.SentAsync(AlertSamples.Missing());
        await _rig.SentAsync(AlertSamples.Ordinary(), "8-1");
        await _rig.SentAsync(AlertSamples.Ordinary() with { Priority = Priority.Low }, "9-1");

        Assert.Equal(["timeSensitive", "active", "passive"], _server.Pushes.Select(p => p.GetProperty("level").GetString()));
        Assert.Equal(("寻人", AlertSamples.Missing().Url), (_server.Pushes[0].GetProperty("group").GetString(), _server.Pushes[0].GetProperty("url").GetString()));
        Assert.Equal("🚨 紧急 · 寻人：七旬老人今晨在运河公园走失", _server.Pushes[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_repetition_a_correction_and_a_withdrawal_replace_the_notification()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        await _rig.SendAsync(AlertSamples.Missing());
        var id = await _rig.SentAsync(AlertSamples.Missing());

        await _rig.EditAsync(id, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn });

        Assert.Contains("⛔", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.False(_server.Pushes[^1].TryGetProperty("url", out _));
    }

    [Fact]
    public async Task The_address_that_the_app_shows_needs_no_secret()
    {
        await using var rig = new QuietRig(TimeProvider.System, _server.Target with { Url = _server.Target.Url.Replace("push", "d3vice", StringComparison.Ordinal), Secret = null });

        await rig.SentAsync(AlertSamples.Ordinary());

        Assert.Single(_server.Shown);
    }

    public static TheoryData<int, string, SendResult> Answers => new()
    {
        { 400, "failed to get device token: failed to get [x] device token from database", new SendResult.ChatResting("Bark: the server does not know the key of the device", 7) },
        { 400, "device key is empty", new SendResult.ChatResting("Bark: the server does not know the key of the device", 7) },
        { 500, "push failed: APNS push failed: BadDeviceToken", new SendResult.ChatResting("Bark: Apple does not know the device", 7) },
        { 500, "push failed: APNS push failed: Unregistered", new SendResult.ChatGone("Bark: the app is no longer on the device") },
        { 500, "push failed: APNS push failed: PayloadTooLarge", new SendResult.Rejected("Bark: the message is too long") },
        { 500, "push failed: APNS push failed: TooManyRequests", new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 500, "push failed: EOF", new SendResult.Unknown("the target answered 500") { MayRepeat = true } },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int code, string words, SendResult meaning)
    {
        _server.Says = (code, words);

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }
}
