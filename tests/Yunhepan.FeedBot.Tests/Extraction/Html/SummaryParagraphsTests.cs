using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

public sealed class SummaryParagraphsTests
{
    [Theory]
    [InlineData("第一段。\n第二段。", "第一段。第二段。")]
    [InlineData("他说：“好。”\n众人散去", "他说：“好。”众人散去")]
    [InlineData("茶水另计\n带小板凳的免费", "茶水另计 带小板凳的免费")]
    [InlineData("First paragraph.\n\nSecond one.", "First paragraph. Second one.")]
    public void Chinese_paragraphs_are_joined_without_a_space_and_others_with_one(string text, string summary) =>
        Assert.Equal(summary, Summaries.Make(text, 50));
}
