using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>What the platforms for a person's own devices, rooms and accounts have in common, beside the promises of all targets.</summary>
public sealed class QuietKindsTests
{
    private static readonly TargetKind[] Kinds =
        [TargetKind.Apprise, TargetKind.Bark, TargetKind.Gotify, TargetKind.Mastodon, TargetKind.Matrix, TargetKind.Ntfy];

    /// <summary>Characters of several bytes, of several units, and those that are escaped in every markup and in JSON.</summary>
    private static readonly string[] Fillers = ["老人身穿灰色外套，推一辆蓝色小车。", "👨‍👩‍👧‍👦<a href=\"x\">&amp;\\", "@all *_`[x](y)~ \"quoted\" "];

    public static MatrixTheoryData<TargetKind, string> Texts => new(Kinds, Fillers);

    public static TheoryData<TargetKind> AllKinds => [.. Kinds];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task An_urgent_alert_of_any_length_fits_and_keeps_what_matters(TargetKind kind, string filler)
    {
        await using var server = await TargetKinds.All[kind].Start(QuietRig.Clock());
        await using var rig = new QuietRig(QuietRig.Clock(), server.Target);
        var text = string.Concat(Enumerable.Repeat(filler, 6000 / filler.Length));

        Assert.IsType<SendResult.Sent>(await rig.SendAsync(AlertSamples.Missing() with { Text = text, HasFullText = true, Url = "https://portal.example/" + new string('a', 400) }));

        Assert.Empty(server.Violations);
        var shown = Assert.Single(server.Shown);
        Assert.Contains("🚨 紧急", shown, StringComparison.Ordinal);
        Assert.Contains("寻人：七旬老人今晨在运河公园走失", shown, StringComparison.Ordinal);
        Assert.Contains("济宁新闻网", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', shown);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task A_title_as_long_as_a_text_still_shows_its_mark_and_fits(TargetKind kind)
    {
        await using var server = await TargetKinds.All[kind].Start(QuietRig.Clock());
        await using var rig = new QuietRig(QuietRig.Clock(), server.Target);

        Assert.IsType<SendResult.Sent>(await rig.SendAsync(AlertSamples.Missing() with { Kind = AlertKind.Withdrawn, Title = new string('很', 4000) }));

        Assert.Empty(server.Violations);
        Assert.Contains("⛔", Assert.Single(server.Shown), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task A_digest_fits_says_how_many_it_left_out_and_leads_to_its_articles(TargetKind kind)
    {
        await using var server = await TargetKinds.All[kind].Start(QuietRig.Clock());
        await using var rig = new QuietRig(QuietRig.Clock(), server.Target);

        Assert.IsType<SendResult.Sent>(await rig.SendAsync(Digest(200)));

        Assert.Empty(server.Violations);
        Assert.Matches(@"另有 \d+ 篇", Assert.Single(server.Shown));
        if (kind != TargetKind.Gotify)
            Assert.Contains("https://portal.example/1?a", server.Shown[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task No_reason_contains_an_address_or_a_secret(TargetKind kind)
    {
        await using var server = await TargetKinds.All[kind].Start(QuietRig.Clock());
        await using var rig = new QuietRig(QuietRig.Clock(), server.Target);
        foreach (var fault in Enum.GetValues<TargetFault>().Except([TargetFault.Gone]))
        {
            server.Fail(fault);
            var words = (await rig.SendAsync(AlertSamples.Ordinary(), $"{(int)fault}-1")).ToString();

            Assert.DoesNotContain("127.0.0.1", words, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Target.Secret!, words, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task A_wrong_secret_rests_the_target_and_says_so(TargetKind kind)
    {
        await using var server = await TargetKinds.All[kind].Start(QuietRig.Clock());
        await using var rig = new QuietRig(QuietRig.Clock(), server.Target with { Secret = "wrong" });

        Assert.IsType<SendResult.ChatResting>(await rig.SendAsync(AlertSamples.Ordinary()));
        Assert.Empty(server.Shown);
    }

    private static OutgoingMessage.Digest Digest(int count) => new(new DigestMessage
    {
        Kind = DigestKind.Daily, Language = "zh", At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)), Count = count,
        Sections =
        [
            new DigestSection("教育", [.. Enumerable.Range(1, count).Select(i => AlertSamples.Ordinary() with
            {
                Title = $"第{i}条：城区三所学校下周起试行课后延时服务", Url = $"https://portal.example/{i}?" + new string('a', 180),
            })]),
        ],
    })
    {
        DeliveryId = "8-1",
    };
}
