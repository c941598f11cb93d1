using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Tests what readers are told where a complaint was granted without a stated reason.</summary>
public sealed class ComplaintReasonTests
{
    [Theory]
    [InlineData("zh-CN", "收到投诉后撤下")]
    [InlineData("zh", "收到投诉后撤下")]
    [InlineData("en", "Taken down after a complaint")]
    [InlineData("de", "Taken down after a complaint")]
    public void The_reason_is_in_the_language_of_the_site_alone(string language, string reason) =>
        Assert.Equal(reason, ComplaintsCommand.Granted(language));
}
