namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>Decides what happens on the portal next. The same seed and the same articles give the same story.</summary>
internal sealed class PortalScript(IEnumerable<PortalText> live, int seed)
{
    /// <summary>Every fourth article is urgent, the second one first: who starts the demo soon sees one.</summary>
    private const int UrgentEvery = 4;
    private const int CorrectEvery = 6;
    private const int WithdrawEvery = 14;

    /// <summary>So many of the newest stay, or a reader could never follow a link just received.</summary>
    private const int KeptFromWithdrawal = 3;

    private readonly Random _random = new(seed);
    private readonly Queue<PortalText> _ordinary = new(live.Where(text => text.Urgency is null));
    private readonly Queue<PortalText> _urgent = new(live.Where(text => text.Urgency is not null));
    private int _tick;
    private int _published;
    private int _bulletins;

    /// <summary>The step of the next tick, given what stands on the portal, newest first.</summary>
    public PortalStep Next(IReadOnlyList<PortalArticle> articles)
    {
        _tick++;
        var step = (_tick % WithdrawEvery, _tick % CorrectEvery) switch
        {
            (WithdrawEvery - 1, _) => Step(PortalAction.Withdraw, articles),
            (_, CorrectEvery - 1) => Step(PortalAction.Correct, articles),
            _ => null,
        };
        return step ?? Publish(urgent: _published % UrgentEvery == 1);
    }

    /// <summary>A step of the wanted kind; null when no article is fit for it.</summary>
    public PortalStep? Step(PortalAction action, IReadOnlyList<PortalArticle> articles) => action switch
    {
        PortalAction.Correct => Correct(articles),
        PortalAction.Withdraw => Withdraw(articles),
        _ => Publish(action == PortalAction.PublishUrgent),
    };

    private PortalStep.Publish Publish(bool urgent)
    {
        _published++;
        if ((urgent ? _urgent : _ordinary).TryDequeue(out var text))
            return new PortalStep.Publish(text);
        _bulletins++;
        return new PortalStep.Publish(urgent
            ? PortalBulletins.Urgent(_bulletins, _random)
            : PortalBulletins.Ordinary(_bulletins, _random));
    }

    /// <summary>The newest mistake first: that is the one people have just been alerted to.</summary>
    private static PortalStep.Correct? Correct(IReadOnlyList<PortalArticle> articles)
    {
        var wrong = articles.FirstOrDefault(a => a is { CorrectionNote: null, Text.Correction: not null });
        return wrong?.Text.Correction is { } correction ? new PortalStep.Correct(wrong, correction) : null;
    }

    private PortalStep.Withdraw? Withdraw(IReadOnlyList<PortalArticle> articles)
    {
        var fit = articles.Skip(KeptFromWithdrawal).Where(a => a.Text is { Live: true, Time: null }).Take(8).ToList();
        return fit.Count == 0 ? null : new PortalStep.Withdraw(fit[_random.Next(fit.Count)]);
    }
}
