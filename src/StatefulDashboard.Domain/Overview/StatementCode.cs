namespace StatefulDashboard.Domain.Overview;

/// <summary>The sentences that can be said; each has a text of the same name in every language. {0}… are the arguments.</summary>
public enum StatementCode
{
    // headlines
    Steady,                     // {0} replicas
    PodsUnread,                 // {0} ready, {1} replicas, as the status says
    DeletingUnread,
    SetUnread,
    ScaledToZero,
    Deleting,                   // {0} pods left
    Creating,                   // {0} pod
    WaitsForReady,              // {0} pod
    WaitsForAvailable,          // {0} pod, {1} minReadySeconds
    WaitsForTermination,        // {0} pod
    WaitsForRestart,            // {0} failed pod that is made again
    TakesDown,                  // {0} condemned pod
    WaitsBeforeScaleDown,       // {0} pod that must be Available before a condemned one goes
    UpdatesPod,                 // {0} pod, {1} revision
    ParallelWaits,              // {0} pods that are not Available
    Held,                       // {0} partition, {1} updated pods, {2} revision
    HeldNothing,                // {0} partition, {1} replicas: no pod gets the template
    WaitsForHand,               // {0} outdated pods, {1} revision
    Finishing,                  // {0} revision
    BlockedByPod,               // {0} pod, {1} its revision, {2} revision it would get
    CannotStart,                // {0} pod, {1} fault
    TakesTooLong,               // {0} pod
    TerminatesTooLong,          // {0} pod

    // details
    OthersTook,                 // {0} duration
    ComeAfter,                  // {0} pods
    FaultSays,                  // {0} pod, {1} text
    DeleteToGoOn,               // {0} pod
    StayOnCurrent,              // {0} pods, {1} revision
    ComesBackOn,                // {0} pod, {1} revision
    MayBeTrap,                  // {0} pod, {1} its revision, {2} revision it would get
    ClaimPending,               // {0} claim, {1} class

    // notices
    NoGoverningService,         // {0} Service
    ServiceNotHeadless,         // {0} Service
    ClaimsLeftBehind,           // {0} count, {1} size
    NotObserved,
    PartitionAboveReplicas,     // {0} partition, {1} replicas
    NoServiceNamed,
    KindsUnread,                // {0} resources "pods, nodes"

    // what happens next
    NextAvailable,              // {0} pod
    NextCreate,                 // {0} pod
    NextGone,                   // {0} pod
    NextUpdate,                 // {0} pods, {1} revision
    NextHold,                   // {0} partition
    NextScaleDown,              // {0} pods
    NextByHand,                 // {0} pods
    NextDeletePod,              // {0} pod

    // scale plan: steps
    StepScale,                  // {0} from, {1} to
    StepCreate,                 // {0} pod
    StepCreateParallel,         // {0} pod
    StepCreateClaim,            // {0} claim
    StepTakeBackClaim,          // {0} claim, {1} size
    StepTakeDown,               // {0} pod
    StepTakeDownParallel,       // {0} pod
    StepMore,                   // {0} count of further ordinals

    // scale plan: consequences and hazards
    ClaimKept,                  // {0} claim, {1} size
    ClaimDeleted,               // {0} claim, {1} size, {2} reclaim policy
    ClaimTakenBack,             // {0} claim, {1} size
    ClaimCreated,               // {0} claim, {1} size
    HazardClaimsDeleted,        // {0} count, {1} size, {2} reclaim policies
    HazardOldData,              // {0} claim, {1} moment
    HazardOldDataMany,          // {0} count, {1} size
    HazardLeftBehind,           // {0} count, {1} size
    HazardRolloutUnderWay,      // {0} update revision
    HazardHeldToZero,           // {0} partition
    HazardWaitsFor,             // {0} pod
    HazardToZero,
    HazardTrap,                 // {0} pod
    HazardClaimTerminating,     // {0} claim
    HazardClaimGoes,            // {0} claim
    HazardClaimOpen,            // {0} claim, {1} pod
    HazardStopping,             // {0} pod
    HazardStopsAfter,           // {0} pod, {1} pod that it waits for
    HazardClaimsUnread,
    HazardClaimsUnreadDeleted,

    // hazards of any plan
    HazardWrittenBack,          // {0} writer, {1} evidence
    HazardMayBeWrittenBack,     // {0} writer, {1} evidence
    HazardToolWritesBack,       // {0} tool, {1} evidence
    HazardMadeAgain,            // {0} writer, {1} evidence
    HazardToolMakesAgain,       // {0} tool, {1} evidence
    HazardAutoscaler,           // {0} autoscaler, {1} min, {2} max
    HazardAutoscalerPaused,     // {0} autoscaler
    HazardAutoscalerLeft,       // {0} autoscaler
    HazardAutoscalersUnread,
    HazardBudget,               // {0} pods down, {1} budget, {2} allowed, {3} healthy, {4} wanted
    HazardNoBudget,
    HazardBudgetsUnread,
    HazardQuorumLost,           // {0} members left, {1} size, {2} majority, {3} evidence
    HazardQuorumEven,           // {0} target, {1} one less, {2} evidence
    HazardFault,                // {0} pod, {1} fault
    HazardFaultWaits,           // {0} pod, {1} fault
    HazardFaultsMore,           // {0} count
    HazardClaimLost,            // {0} claim
    HazardNoGrace,
    HazardShortGrace,           // {0} seconds
    HazardOneNode,              // {0} node, {1} pods
    HazardPartitionAbove,       // {0} partition, {1} replicas
    GoOnAtSource,               // {0} writer
    GoOnAutoscaler,             // {0} autoscaler
    GoOnFewer,
    GoOnQuorum,                 // {0} majority

    // rollout plan
    TemplateOutdated,
    StepRolloutStart,           // {0} partition
    StepRolloutTakeOver,        // {0} partition
    StepCondemnedFirst,         // {0} pod
    StepUnderWay,               // {0} pod
    StepApproval,
    StepRelease,                // {0} from, {1} to
    StepReplace,                // {0} pod
    StepMissing,                // {0} pod
    StepGate,
    StepGateSoak,               // {0} duration
    StepRolloutFinish,
    PodReplaced,                // {0} pod
    PodCreated,                 // {0} pod
    PodOnRevision,              // {0} pod
    PodTakenDown,               // {0} pod
    HazardClaimsGoWithPods,     // {0} claims, {1} size
    HazardImageFails,           // {0} image, {1} pod, {2} fault
    HazardMovingTag,            // {0} image
    HazardBrokenFirst,          // {0} pod, {1} fault
    ToGoOnDeletePod,            // {0} pod
    HazardHalfDone,             // {0} revision, {1} pods on it
    HazardPartitionToZero,      // {0} partition
    HazardNoCanary,
    HazardAllAtOnce,
    HazardTrapAhead,
    HazardParallelRollout,
    HazardReadyCounts,
    PlanDeleting,               // {0} set
    PlanUnread,                 // {0} resources
    RolloutOnDelete,            // {0} set
    RolloutSoakOutOfRange,
    RolloutWithoutPartitions,
    RolloutTooManySteps,        // {0} count, {1} the most
    RolloutPartitionOutOfRange, // {0} partition, {1} replicas
    RolloutPartitionsNotFalling,// {0} partition, {1} the next
    RolloutNotObserved,
    RolloutNothingToTakeOver,   // {0} set
    RolloutBehindHold,          // {0} partition, {1} partition
    RolloutBlocked,             // {0} pod
    RolloutInMotion,            // {0} pods
    RolloutBrokenBelow,         // {0} pod, {1} fault, {2} partition
    TemplateMixed,
    TemplateUnchanged,
    TemplateContainerUnknown,   // {0} container, {1} those that are there
    TemplateImageInvalid,       // {0} container, {1} image
    TemplateVariableInvalid,    // {0} container, {1} variable
    TemplateResourceInvalid,    // {0} container, {1} resource
    TemplateQuantityInvalid,    // {0} resource, {1} text
    TemplateNamedTwice,         // {0} name
    TemplateNotJson,
    TemplateWithoutContainers,
    TemplateLabelsDiffer,       // {0} label
    StepReplaceUnless,          // {0} pod
    PodReplacedUnless,          // {0} pod
    HazardMaxUnavailable,       // {0} maxUnavailable, {1} count

    // deletion plan, pod deletion plan, restoration plan
    HazardRevisionLost,         // {0} current, {1} update revision
    StepRetain,                 // {0} whenScaled, {1} whenDeleted
    StepUnbind,                 // {0} claim, {1} kinds of owners
    StepStop,                   // {0} pod
    StepStopMissing,            // {0} pod
    StepSnapshot,               // {0} claim
    StepDelete,                 // {0} set, {1} uid
    StepDeleteOrphan,           // {0} set, {1} uid
    StepDeleteClaim,            // {0} claim
    StepDeletionFinish,         // {0} claims that stay
    PodStops,                   // {0} pod
    PodOrphaned,                // {0} pod
    ClaimStays,                 // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesDestroyed,         // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesReleased,          // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesUnbound,           // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesUnknown,           // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    HazardSetStops,             // {0} count of pods
    HazardPodsOrphaned,         // {0} count of pods
    HazardSetGoes,              // {0} set
    HazardClaimsChosen,         // {0} count, {1} size, {2} reclaim policies
    HazardClaimsDoomed,         // {0} claims, {1} size
    HazardSnapshotFirst,        // {0} count
    HazardClaimsStay,           // {0} count, {1} size
    HazardRetentionChanged,     // {0} whenScaled, {1} whenDeleted
    HazardClaimOwned,           // {0} claim, {1} kinds
    HazardStopWaits,            // {0} pod, {1} pod
    ToGoOnDeleteStuck,          // {0} pod
    HazardFinalizers,           // {0} set, {1} finalizers
    DeletionClaimsUnread,
    DeletionClaimUnknown,       // {0} claim, {1} set
    DeletionSnapshotImpossible, // {0} claim, {1} state
    DeletionOrphanClaims,
    DeletionInMotion,           // {0} pods
    DeletionOrphanMoves,        // {0} pods
    DeletionSnapshotClassInvalid,// {0} class
    StepPodStops,               // {0} pod
    StepPodComesBack,           // {0} pod, {1} revision
    StepPodStaysAway,           // {0} pod
    HazardRightPod,             // {0} pod, {1} revision
    HazardHealthyPod,           // {0} pod
    HazardMadeOnlyAfter,        // {0} pod, {1} pod
    HazardOtherRevision,        // {0} pod, {1} its revision, {2} revision it gets
    HazardSameFault,            // {0} pod, {1} fault
    HazardPodCondemned,         // {0} pod
    PodGone,                    // {0} pod
    PodMadeAnew,                // {0} pod
    PodStopping,                // {0} pod
    StepRestoreSet,             // {0} set, {1} replicas
    StepAdopt,                  // {0} pod
    PodAdopted,                 // {0} pod
    HazardClaimsEmpty,          // {0} claims
    HazardReceiptAge,           // {0} duration
    HazardRestoredRetention,    // {0} whenScaled, {1} whenDeleted
    RestorationExists,          // {0} set
    RestorationUnreadable,      // {0} set
    DeletionClaimGoing,         // {0} claim, {1} pod

    // operations: states, waits, log
    OperationPaused,
    OperationResumed,
    OperationRetried,
    OperationApproved,
    OperationAborted,
    OperationStoppedAt,         // {0} step
    OperationSetGone,           // {0} set
    OperationChangedBefore,
    OperationUnknownStep,       // {0} step
    OperationStarted,           // {0} set
    OperationForbidden,         // {0} what the server said
    OperationRefused,           // {0} what the server said
    ReceiptUnsealed,
    OperationUnsealed,          // {0} who is said to have begun it
    WaitUnread,                 // {0} resources
    WaitObserved,
    WaitApproval,               // {0} partition
    WaitGone,                   // {0} pod
    WaitUpdated,                // {0} pod
    WaitAvailable,              // {0} pod
    WaitSoak,                   // {0} duration
    WaitFinish,                 // {0} revision
    WaitStuck,                  // {0} pod, {1} pod that keeps it
    WaitSnapshot,               // {0} snapshot
    WaitSetGone,                // {0} set
    WaitClaimGone,              // {0} claim
    WaitConnection,             // {0} what happened
    HeldTemplateChanged,        // {0} present revision, {1} the operation's
    HeldPartitionChanged,       // {0} present, {1} the operation's
    HeldReplicasChanged,        // {0} present, {1} the operation's
    HeldScaled,                 // {0} present, {1} the operation's
    HeldMadeAgain,              // {0} set, {1} claim
    HeldSnapshotGone,           // {0} claim
    HeldFault,                  // {0} pod, {1} fault
    HeldRestarted,              // {0} pod
    HeldStalled,                // {0} pod
    HeldSnapshot,               // {0} claim, {1} what is said
    HeldClaimGone,              // {0} claim
    LogStarted,                 // {0} revision, {1} partition
    LogReleased,                // {0} partition
    LogGatePassed,              // {0} partition
    LogSent,                    // {0} request
    RolloutDone,                // {0} revision
    DeletionDone,               // {0} set, {1} claims that stay
    AbortTemplateChanged,       // {0} revision
    AbortNeedsPod,              // {0} pod, {1} revision
    AbortWaits,                 // {0} pod, {1} revision
    AbortDone,                  // {0} revision, {1} partition
    AbortRevisionGone,          // {0} revision

    // buttons: why one is disabled
    ButtonMayNot,               // {0} person, {1} "patch statefulsets/scale; create configmaps", {2} namespace
    ButtonRightsUnknown,        // {0} person, {1} as above, {2} namespace
    ButtonUnderWay,             // {0} id, {1} kind
    ButtonAutoscaler,           // {0} its name
    ButtonDeleting,
    ButtonGone,
    ButtonStale,
    ButtonReadOnly,

    // why a plan cannot be carried out
    RefusedNegative,            // {0} replicas
    RefusedDeleting,            // {0} set
    RefusedNothingToDo,         // {0} replicas
    RefusedUnread,              // {0} resources

    // storage

    // DNS

    // lifecycle, discovery

    // disruption and spread

    // workloads of other kinds
    ShapeSingleWithClaim,       // {0} claims
    ShapeSharedClaim,           // {0} replicas, {1} claims
    ShapeSharedByNodes,         // {0} claims
    ShapePerNode,               // {0} directories
    ShapeSessionsInMemory,      // {0} replicas, {1} Services
    WorkloadClaimMissing,       // {0} claim
    WorkloadClaimLost,          // {0} claim
    SharedClaimOfOneNode,       // {0} claim, {1} pods
    SharedClaimOfOnePod,        // {0} claim, {1} pods
    RolloutOverlapsClaim,       // {0} claim
    RolloutStuckOnClaim,        // {0} claim

    // explanation
}
