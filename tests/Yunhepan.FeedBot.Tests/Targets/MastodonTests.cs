using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class MastodonTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1a\n"u8, 1, 2, 3, 4, 5, 6, 7];

    private readonly FakeTimeProvider _time = QuietRig.Clock();
    private MastodonServer _server = null!;
    private ScriptedOrigin _origin = null!;
    private QuietRig _rig = null!;

    private static AlertMessage Alert => AlertSamples.Missing() with { Alert = 7, Revision = 7 };

    private AlertMessage WithPicture => Alert with { ImageUrl = _origin.Url("/child.png").ToString() };

    public async ValueTask InitializeAsync()
    {
        _server = await MastodonServer.StartAsync(_time, "?visibility=unlisted");
        _origin = await ScriptedOrigin.StartAsync();
        _origin.Map("/child.png", Origin.Answers.Bytes(Png, "image/png"));
        _rig = new QuietRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
        await _origin.DisposeAsync();
    }

    [Fact]
    public async Task What_was_sent_without_an_answer_is_the_same_status_even_for_another_process()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);
        Assert.True(Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(Alert with { Title = "旧标题" })).MayRepeat);

        await using var next = new QuietRig(_time, _server.Target);
        await next.SentAsync(Alert with { Title = "旧标题" });
        Assert.Single(_server.Statuses);

        // The article was corrected meanwhile.
        await next.SentAsync(Alert with { Title = "新标题", Revision = 9 });
        Assert.Contains("新标题", Assert.Single(_server.Shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_has_the_visibility_that_the_address_names_its_link_counts_as_23_and_nobody_is_mentioned()
    {
        var url = "https://portal.example/" + new string('a', 700);
        await _rig.SentAsync(Alert with { Title = "@mayor@evil.example 和 @all", Summary = new string('字', 3000), Url = url });

        var status = Assert.Single(_server.Statuses);
        Assert.Equal("unlisted", status.Visibility);
        Assert.EndsWith("\n\n" + url, status.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<![A-Za-z0-9_/=])@[A-Za-z0-9_]", status.Text);
        Assert.InRange(status.Text.Length - url.Length, 420, 480);
    }

    [Fact]
    public async Task A_picture_is_uploaded_by_us_kept_by_a_correction_and_removed_by_a_withdrawal()
    {
        var id = await _rig.SentAsync(WithPicture);
        Assert.NotNull(_server.Statuses[0].Media);

        Assert.Equal(new SendResult.Sent(id), await _rig.EditAsync(id, WithPicture with { Kind = AlertKind.Corrected, Title = "更正后" }));
        Assert.Contains("更正后", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.NotNull(_server.Statuses[0].Media);

        await _rig.EditAsync(id, WithPicture with { Kind = AlertKind.Withdrawn }, "11-1");
        Assert.Contains("⛔", Assert.Single(_server.Shown), StringComparison.Ordinal);
        Assert.Null(_server.Statuses[0].Media);
    }

    [Theory]
    [InlineData("the upload fails")]
    [InlineData("the picture is still being processed")]
    [InlineData("there is no picture")]
    [InlineData("it is no picture")]
    [InlineData("too many uploads")]
    public async Task Whatever_happens_to_the_picture_the_text_is_sent(string what)
    {
        _server.UploadAnswer = what switch
        {
            "the upload fails" => 500,
            "the picture is still being processed" => 202,
            _ => null,
        };
        if (what == "it is no picture")
            _origin.Map("/child.png", Origin.Answers.Text("<script>alert(1)</script>", "image/png"));
        var alert = what == "there is no picture" ? WithPicture with { ImageUrl = _origin.Url("/none.png").ToString() } : WithPicture;
        for (var i = 1; what == "too many uploads" && i <= 35; i++)
            await _rig.SentAsync(alert with { ArticleId = Guid.NewGuid() }, $"1-{i}");

        await _rig.SentAsync(alert);

        Assert.Contains("七旬老人", _server.Shown[^1], StringComparison.Ordinal);
        Assert.Null(_server.Statuses[^1].Media);
    }

    [Fact]
    public async Task Where_nothing_can_be_edited_a_correction_answers_in_the_thread()
    {
        var id = await _rig.SentAsync(Alert);
        _server.CannotEdit = true;

        Assert.NotEqual(id, Assert.IsType<SendResult.Sent>(await _rig.EditAsync(id, Alert with { Kind = AlertKind.Corrected, Title = "更正后" })).MessageId);

        Assert.Equal(id, _server.Statuses[1].AnswersTo);
        Assert.Contains("更正后", _server.Shown[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_its_owner_deleted_is_corrected_nowhere()
    {
        var id = await _rig.SentAsync(Alert);
        _server.Statuses[0].IsDeleted = true;

        Assert.IsType<SendResult.MessageGone>(await _rig.EditAsync(id, Alert with { Kind = AlertKind.Corrected }));
        Assert.Empty(_server.Shown);
    }

    [Fact]
    public async Task What_must_vanish_is_deleted_because_the_history_of_edits_is_public()
    {
        var (found, taken) = (await _rig.SentAsync(Alert), await _rig.SentAsync(Alert with { ArticleId = Guid.NewGuid() }));
        await _rig.AnnounceAsync(found, Alert with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found });

        Assert.Equal(new SendResult.Sent(found) { Deleted = true }, await _rig.EditAsync(found, Alert with { IsForgotten = true, Title = "已找到" }, "12-1"));
        // A process that died after the first of the two requests repeats both.
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                new SendResult.Sent(taken) { Deleted = true },
                await _rig.EditAsync(taken, Alert with { Kind = AlertKind.Withdrawn, TakenDownBecause = "应本人请求" }, "13-1"));

        Assert.Equal(2, _server.Shown.Count);
        Assert.Equal((found, true), (_server.Statuses[2].AnswersTo, _server.Shown[0].Contains("已找到", StringComparison.Ordinal)));
        Assert.Contains("应本人请求", _server.Shown[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_is_until_the_time_that_the_server_states()
    {
        _server.Fail(TargetFault.Throttled);
        Assert.Equal(new SendResult.Throttled(TimeSpan.FromSeconds(2), false), await _rig.SendAsync(Alert));

        _server.Fail(TargetFault.Refused);
        Assert.Equal(new SendResult.Rejected("Mastodon: Validation failed: Text is not allowed"), await _rig.SendAsync(Alert));
    }
}
