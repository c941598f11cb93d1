namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>One action of the portal's editors.</summary>
internal abstract record PortalStep
{
    private PortalStep()
    {
    }

    internal sealed record Publish(PortalText Text) : PortalStep;

    internal sealed record Correct(PortalArticle Article, PortalCorrection Correction) : PortalStep;

    internal sealed record Withdraw(PortalArticle Article) : PortalStep;
}

/// <summary>The actions that can be triggered out of turn.</summary>
internal enum PortalAction
{
    PublishOrdinary,
    PublishUrgent,
    Correct,
    Withdraw,
}
