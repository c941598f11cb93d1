using System.Net;
using System.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>A message keeps the limit of its platform in the platform's own unit, and what matters stays in it.</summary>
public sealed class TargetTextTests
{
    public static TheoryData<TextUnit, int> Limits => new() { { TextUnit.Bytes, 2048 }, { TextUnit.Characters, 500 }, { TextUnit.Utf16, 2000 }, { TextUnit.Bytes, 4096 } };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_long_urgent_alert_is_cut_to_the_limit_and_keeps_title_source_and_address(TextUnit unit, int most)
    {
        var alert = AlertSamples.Missing() with
        {
            Text = string.Concat(Enumerable.Repeat("他身穿<灰色>外套、戴眼镜😀。", 400)),
            AlsoAt = [.. Enumerable.Range(1, 8).Select(n => new AlsoAt($"运河晚报第{n}版", $"https://a.example/{n}"))],
        };

        var markup = Write(alert, unit, most);

        Assert.InRange(Size(markup, unit), most / 2, most);
        Assert.Contains(WebUtility.HtmlEncode(alert.Title), markup, StringComparison.Ordinal);
        Assert.Contains(alert.SourceName, markup, StringComparison.Ordinal);
        Assert.EndsWith(WebUtility.HtmlEncode(alert.Url!), markup, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', markup);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_correction_says_what_changed_however_small_the_message(TextUnit unit, int most)
    {
        var alert = AlertSamples.Missing() with { Kind = AlertKind.Corrected, Text = new string('长', 5000), Changes = ["原标题：寻人启事"] };

        var markup = Write(alert, unit, most);

        Assert.InRange(Size(markup, unit), 1, most);
        Assert.Contains("原标题：寻人启事", markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_made_to_fit_is_cut_and_ends_nevertheless()
    {
        var alert = AlertSamples.Missing() with { Title = new string('长', 3000), Url = "https://a.example/" + new string('x', 1900) };

        Assert.InRange(Size(Write(alert, TextUnit.Bytes, 60), TextUnit.Bytes), 1, 60);
    }

    private static string Write(AlertMessage alert, TextUnit unit, int most) => TargetText.Write(
        new OutgoingMessage.OneArticle(alert) { DeliveryId = "1-1" },
        new PlatformCapabilities { Serves = TargetKind.Webhook, MaxText = most, TextUnit = unit },
        rendered => WebUtility.HtmlEncode(rendered.Text.Plain)).Markup;

    private static int Size(string text, TextUnit unit) => unit switch
    {
        TextUnit.Bytes => Encoding.UTF8.GetByteCount(text),
        TextUnit.Characters => text.EnumerateRunes().Count(),
        TextUnit.Utf16 => text.Length,
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
